// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0

import LLMCallbacks
import Testing

@testable import LLMCallbacksPrices

/// Tables in the forms of LiteLLM and genai-prices, a few of their entries each.
struct ForeignTableTests {
    @Test func `LiteLLM's table`() throws {
        let table = try PriceTable(
            json: #"""
                {"sample_spec": {"input_cost_per_token": 0.0, "litellm_provider": "one of these"},
                "gpt-5": {"litellm_provider": "openai", "input_cost_per_token": 1.25e-06, "output_cost_per_token": 1e-05,
                  "cache_read_input_token_cost": 1.25e-07, "input_cost_per_token_flex": 6.25e-07,
                  "output_cost_per_token_batches": 5e-06, "supports_vision": true, "max_tokens": 128000},
                "azure/gpt-5": {"litellm_provider": "azure", "input_cost_per_token": 1.4e-06, "output_cost_per_token": 1.1e-05},
                "gemini/gemini-2.5-pro": {"litellm_provider": "gemini", "input_cost_per_token": 1.25e-06,
                  "input_cost_per_token_above_200k_tokens": 2.5e-06, "output_cost_per_token": 1e-05,
                  "output_cost_per_token_above_200k_tokens": 1.5e-05,
                  "input_cost_per_token_above_200k_tokens_priority": 4.5e-06, "output_cost_per_reasoning_token": 1.2e-05},
                "claude-sonnet-4-5": {"litellm_provider": "anthropic", "input_cost_per_token": 3e-06,
                  "output_cost_per_token": 1.5e-05, "cache_creation_input_token_cost": 3.75e-06,
                  "cache_creation_input_token_cost_above_1hr": 6e-06,
                  "cache_creation_input_token_cost_above_1hr_above_200k_tokens": 1.2e-05},
                "noise": {"input_cost_per_token": 1.8000000000000002e-07, "output_cost_per_token": "7.2e-07"},
                "dall-e": {"input_cost_per_image": 0.02}}
                """#.utf8,
            date: "2026-11-01"
        )
        #expect(table.modelCount == 5)
        let gpt = try #require(table.quote(forModel: "gpt-5-2025-08-07", at: .now, serviceTier: nil))
        #expect((gpt.entry, gpt.tableDate) == ("gpt-5", "2026-11-01"))
        #expect(
            gpt.price
                == ModelPrice(TokenRates(input: pico(1_250_000), output: pico(10_000_000), cacheRead: pico(125_000)))
        )
        #expect(table.quote(forModel: "gpt-5", at: .now, serviceTier: "flex")?.price.rates.input == pico(625_000))
        #expect(table.quote(forModel: "gpt-5", at: .now, serviceTier: "batch")?.price.rates.output == pico(5_000_000))
        #expect(table.quote(forModel: "azure/gpt-5", at: .now, serviceTier: nil)?.price.rates.input == pico(1_400_000))
        let gemini = try #require(table.quote(forModel: "gemini-2.5-pro", at: .now, serviceTier: nil)?.price)
        #expect(gemini.rates(forInput: 200_001).output == pico(15_000_000))
        #expect(gemini.rates(forInput: 200_001).reasoning == pico(12_000_000))
        let priority = try #require(table.quote(forModel: "gemini-2.5-pro", at: .now, serviceTier: "priority")?.price)
        #expect(priority.rates(forInput: 1).input == pico(1_250_000))
        #expect(priority.rates(forInput: 200_001).input == pico(4_500_000))
        let claude = try #require(table.quote(forModel: "claude-sonnet-4-5", at: .now, serviceTier: nil)?.price)
        #expect((claude.rates.cacheWrite, claude.rates.cacheWrite1h) == (pico(3_750_000), pico(6_000_000)))
        #expect(claude.rates(forInput: 200_001).cacheWrite1h == pico(12_000_000))
        let noise = table.quote(forModel: "noise", at: .now, serviceTier: nil)?.price.rates
        #expect((noise?.input, noise?.output) == (pico(180_000), pico(720_000)))
    }

    @Test(arguments: [
        "input_cost_per_token_above_k_tokens", "input_cost_per_token_above_-1k_tokens", "input_cost_per_image", "",
        "output_cost_per_token_above_99999999999999999999k_tokens", "k_tokens", "_flex", "input_cost_per_character",
    ])
    func `other keys of LiteLLM's are left alone`(key: String) {
        #expect(LiteLLMKey(key) == nil)
    }

    @Test func `the table of genai-prices`() throws {
        let table = try PriceTable(
            json: #"""
                [{"id": "azure", "name": "Azure", "models": [
                   {"id": "gpt-5", "match": {"equals": "gpt-5"}, "prices": {"input_mtok": 1.4, "output_mtok": 11}}]},
                 {"id": "openai", "models": [
                   {"id": "gpt-5", "match": {"or": [{"equals": "gpt-5"}, {"equals": "gpt-5-codex"}]},
                    "prices": {"input_mtok": 1.25, "cache_read_mtok": "0.125", "output_mtok": 10, "web_searches_kcount": 10},
                    "price_variants": [{"when": {"service_tier": "default"}, "prices": {}},
                      {"when": {"processing": "batch"}, "prices": {"input_mtok": 0.625, "output_mtok": 5},
                       "constraint": {"start_date": "2026-10-14"}}]},
                   {"id": "whisper-1", "match": {"equals": "whisper-1"}, "prices": {"input_audio_hours": 0.36}}]},
                 {"id": "google", "models": [
                   {"id": "gemini-2.5-pro", "match": {"starts_with": "gemini-2.5-pro"}, "prices": {
                     "input_mtok": {"base": 1.25, "tiers": [{"start": 200000, "price": 2.5}]},
                     "output_mtok": {"base": 10, "tiers": [{"start": 200000, "price": 15}]}}}]},
                 {"id": "deepseek", "models": [
                   {"id": "deepseek-chat", "match": {"regex": "^deepseek-chat$"}, "prices": [
                     {"prices": {"input_mtok": 0.27, "output_mtok": 1.1}},
                     {"constraint": {"start_time": "16:30:00Z", "end_time": "00:30:00Z"},
                      "prices": {"input_mtok": 0.135, "output_mtok": 0.55}}]}]}]
                """#.utf8
        )
        // 2026-10-14.
        let day = WallTime(secondsSinceEpoch: 20_740 * 86_400)
        let gpt = try #require(table.quote(forModel: "gpt-5-codex", at: day, serviceTier: nil))
        #expect(gpt.entry == "openai/gpt-5")
        #expect(
            gpt.price.rates == TokenRates(input: pico(1_250_000), output: pico(10_000_000), cacheRead: pico(125_000))
        )
        #expect(table.quote(forModel: "gpt-5", at: day, serviceTier: nil)?.entry == "openai/gpt-5")
        #expect(table.quote(forModel: "azure/gpt-5", at: day, serviceTier: nil)?.entry == "azure/gpt-5")
        #expect(table.quote(forModel: "gpt-5", at: day, serviceTier: "batch")?.price.rates.output == pico(5_000_000))
        let early = WallTime(secondsSinceEpoch: 20_740 * 86_400 - 1)
        #expect(table.quote(forModel: "gpt-5", at: early, serviceTier: "batch")?.price.rates.output == pico(10_000_000))
        let gemini = table.quote(forModel: "gemini-2.5-pro-preview", at: day, serviceTier: nil)?.price
        #expect(gemini?.rates(forInput: 200_001).input == pico(2_500_000))
        let noon = WallTime(secondsSinceEpoch: 20_740 * 86_400 + 43_200)
        #expect(table.quote(forModel: "deepseek-chat", at: noon, serviceTier: nil)?.price.rates.input == pico(270_000))
        #expect(table.quote(forModel: "deepseek-chat", at: day, serviceTier: nil)?.price.rates.input == pico(135_000))
        #expect(table.quote(forModel: "whisper-1", at: day, serviceTier: nil) == nil)
    }

    private func pico(_ amount: Int64) -> Money { Money(picoDollars: amount) }
}
