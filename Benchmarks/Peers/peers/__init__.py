"""What a token costs in Python: LangChain's callback managers beside a plain loop, and OpenAI's decoding."""
