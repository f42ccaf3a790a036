// This source file is part of the LLMCallbacks project.
// SPDX-License-Identifier: Apache-2.0
//
// Ties the strip of a run to its text. All that the page says is there without it.
"use strict";
(() => {
    const root = document.documentElement;
    const tip = document.createElement("div");
    tip.className = "tip";
    document.body.append(tip);

    const tokens = ["text", "reasoning", "refusal", "tool"];
    const heatSteps = [0.002, 0.01, 0.03, 0.1, 0.3, 1];

    /** A duration as people read it: the same rules as in the page's own numbers. */
    const readable = seconds => {
        const three = n => n.toFixed(n < 9.995 ? 2 : n < 99.95 ? 1 : 0);
        if (seconds < 0) return `-${readable(-seconds)}`;
        if (seconds === 0) return "0 s";
        if (seconds < 0.0009995) return `${Math.round(seconds * 1e6)} µs`;
        if (seconds < 0.9995) return `${three(seconds * 1e3)} ms`;
        if (seconds < 99.95) return `${three(seconds)} s`;
        const whole = Math.round(seconds), two = n => String(n).padStart(2, "0");
        return whole < 3600 ? `${Math.floor(whole / 60)} min ${two(whole % 60)} s`
            : `${Math.floor(whole / 3600)} h ${two(Math.floor(whole / 60) % 60)} min`;
    };

    /** The same, for an axis: without zeros behind the point. */
    const tickText = seconds => readable(seconds).replace(/\.0+ /, " ").replace(/(\.\d*[1-9])0+ /, "$1 ");

    const plural = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;

    /** The first index whose time is not before the given one. */
    const lowerBound = (times, time) => {
        let low = 0, high = times.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (times[middle] < time) low = middle + 1; else high = middle;
        }
        return low;
    };

    class Run {
        constructor(article) {
            this.article = article;
            const data = JSON.parse(article.querySelector("script.data").textContent);
            const count = data.gaps.length;
            this.count = count;
            this.total = Math.max(data.total / 1e6, 1e-6);
            this.bytes = data.bytes;
            this.kinds = data.lanes.map(lane => data.kinds[lane]);
            this.names = data.lanes.map(lane => data.names[lane]);
            this.times = new Float64Array(count);
            this.gaps = new Float64Array(count);
            for (let i = 0, at = 0; i < count; i++) {
                at += data.gaps[i];
                this.times[i] = at / 1e6;
                this.gaps[i] = data.gaps[i] / 1e6;
            }
            this.spans = this.spansInOrder(data.lanes);
            this.view = [0, this.total];
            this.cursor = -1;
            this.selection = null;
            this.maxBytes = this.bytes.reduce((a, b) => Math.max(a, b), 1);
            this.stalls = this.findStalls();
            this.canvas = article.querySelector("canvas");
            this.said = article.querySelector(".said");
            this.playButton = article.querySelector(".play");
            this.speed = article.querySelector(".speed");
            this.listen();
            new ResizeObserver(() => this.draw()).observe(this.canvas);
        }

        /** The text of each piece, by its number. */
        spansInOrder(lanes) {
            const boxes = [...this.article.querySelectorAll(".pieces")];
            const children = boxes.map(box => box.querySelectorAll("span"));
            const next = boxes.map(() => 0);
            const spans = lanes.map(lane => children[lane][next[lane]++]);
            this.numbers = new Map(spans.map((span, number) => [span, number]));
            return spans;
        }

        /** Pieces that came after an unusually long wait. */
        findStalls() {
            const sorted = Float64Array.from(this.gaps.subarray(1)).sort();
            const limit = Math.max(4 * (sorted[sorted.length >> 1] || 0), sorted[Math.floor(sorted.length * 0.98)] || 0, 1e-3);
            const stalls = [];
            for (let i = 1; i < this.count; i++) if (this.gaps[i] >= limit) stalls.push(i);
            return stalls;
        }

        // What is drawn

        x(time) { return (time - this.view[0]) / (this.view[1] - this.view[0]) * this.width; }
        timeAt(x) { return this.view[0] + x / this.width * (this.view[1] - this.view[0]); }

        /** Draws the ticks once, to be copied under what changes: the selection and the cursor. */
        draw() {
            const began = performance.now();
            const scale = devicePixelRatio || 1;
            this.width = this.canvas.clientWidth;
            this.height = this.canvas.clientHeight;
            if (!this.width) return;
            this.canvas.width = Math.round(this.width * scale);
            this.canvas.height = Math.round(this.height * scale);
            this.ticks = document.createElement("canvas");
            this.ticks.width = this.canvas.width;
            this.ticks.height = this.canvas.height;
            const pen = this.ticks.getContext("2d");
            pen.scale(scale, scale);
            this.drawAxis(pen);
            this.drawTicks(pen);
            this.drawMarks();
            this.article.dataset.drawn = (performance.now() - began).toFixed(2);
        }

        drawAxis(pen) {
            const style = getComputedStyle(root);
            this.ink = style.getPropertyValue("--ink");
            this.accent = style.getPropertyValue("--accent");
            this.colors = Object.fromEntries(tokens.map(kind => [kind, style.getPropertyValue(`--${kind}`)]));
            const span = this.view[1] - this.view[0];
            const rough = span / Math.max(2, this.width / 110);
            const power = 10 ** Math.floor(Math.log10(rough));
            const step = [1, 2, 5, 10].map(n => n * power).find(n => n >= rough);
            pen.font = "11px system-ui, sans-serif";
            pen.fillStyle = style.getPropertyValue("--faint");
            pen.strokeStyle = style.getPropertyValue("--line");
            for (let n = Math.ceil(this.view[0] / step); n * step <= this.view[1]; n++) {
                const x = Math.round(this.x(n * step)) + 0.5;
                pen.beginPath();
                pen.moveTo(x, 0);
                pen.lineTo(x, this.height - 16);
                pen.stroke();
                pen.textAlign = x < 20 ? "left" : x > this.width - 20 ? "right" : "center";
                pen.fillText(tickText(n * step), Math.min(Math.max(x, 4), this.width - 4), this.height - 5);
            }
        }

        /**
         * A tick for each piece, as tall as it has bytes. Where there is no room for each, a column stands for all pieces of
         * a pixel and is as tall as they have bytes together: zooming in shows the ticks.
         */
        drawTicks(pen) {
            const base = this.height - 17, room = base - 8;
            const first = lowerBound(this.times, this.view[0]), end = lowerBound(this.times, this.view[1] + 1e-9);
            const isCrowded = end - first > this.width / 3;
            const log = Math.log2(this.maxBytes + 1);
            const tall = bytes => 3 + (room - 3) * Math.log2(bytes + 1) / log;
            const columns = new Map();
            let most = 1;
            for (let i = first; i < end; i++) {
                const x = isCrowded ? Math.floor(this.x(this.times[i])) : Math.round(this.x(this.times[i]) * 2) / 2;
                const column = columns.get(x) || { sum: 0, max: 0, kinds: {} };
                column.sum += this.bytes[i];
                column.max = Math.max(column.max, this.bytes[i]);
                column.kinds[this.kinds[i]] = (column.kinds[this.kinds[i]] || 0) + this.bytes[i] + 1;
                columns.set(x, column);
                most = Math.max(most, column.sum);
            }
            const thick = isCrowded ? 1 : 2;
            for (const [x, column] of columns) {
                let top = base, height = isCrowded ? 1.5 + (room - 1.5) * column.sum / most : tall(column.max);
                const all = Object.values(column.kinds).reduce((a, b) => a + b);
                for (const [kind, share] of Object.entries(column.kinds)) {
                    pen.fillStyle = this.colors[kind];
                    pen.fillRect(Math.min(x, this.width - thick), top - height * share / all, thick, height * share / all);
                    top -= height * share / all;
                }
            }
        }

        drawMarks() {
            if (!this.ticks) return;
            const pen = this.canvas.getContext("2d");
            const scale = devicePixelRatio || 1;
            pen.setTransform(1, 0, 0, 1, 0, 0);
            pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
            pen.drawImage(this.ticks, 0, 0);
            pen.scale(scale, scale);
            const range = this.dragged || (this.selection && [this.times[this.selection[0]], this.times[this.selection[1]]]);
            if (range) {
                const [from, to] = range.map(time => this.x(time));
                pen.fillStyle = this.accent;
                pen.globalAlpha = 0.16;
                pen.fillRect(from - 1, 0, Math.max(2, to - from + 2), this.height - 16);
                pen.globalAlpha = 1;
            }
            const at = this.playing ? this.clock : this.cursor >= 0 ? this.times[this.cursor] : null;
            if (at === null) return;
            pen.fillStyle = this.ink;
            pen.fillRect(this.x(at) - 0.75, 0, 1.5, this.height - 16);
        }

        // What is pointed at

        /** The piece nearest to a place on the strip. */
        nearest(x) {
            const time = this.timeAt(x), after = lowerBound(this.times, time);
            if (after <= 0) return this.count ? 0 : -1;
            if (after >= this.count) return this.count - 1;
            return time - this.times[after - 1] < this.times[after] - time ? after - 1 : after;
        }

        describe(i) {
            return `#${(i + 1).toLocaleString("en")} · ${readable(this.times[i])} · +${readable(this.gaps[i])} · ${plural(this.bytes[i], "byte")} · ${this.names[i]}`;
        }

        point(i, { scrolls = false, x, y } = {}) {
            if (this.cursor === i && x === undefined) return;
            this.spans[this.cursor]?.classList.remove("at");
            this.cursor = i;
            this.article.dataset.cursor = i;
            const span = this.spans[i];
            if (span) {
                span.classList.add("at");
                if (scrolls) this.reveal(span);
                if (x === undefined) this.say(this.describe(i)); else showTip(this.describe(i), x, y);
            }
            this.drawMarks();
        }

        /** Brings a piece into the part of the window that the strip leaves free. */
        reveal(span) {
            const box = span.getBoundingClientRect();
            const top = this.article.querySelector(".time").getBoundingClientRect().bottom;
            if (box.top < top + 8 || box.bottom > innerHeight - 8) scrollBy({ top: box.top - (top + innerHeight) / 2 });
        }

        select(from, to, { scrolls = false } = {}) {
            this.clearSelection();
            if (from > to || from < 0 || to >= this.count) return this.drawMarks();
            this.selection = [from, to];
            this.article.dataset.selection = `${from}-${to}`;
            let bytes = 0, longest = 0;
            for (let i = from; i <= to; i++) {
                this.spans[i].classList.add("sel");
                bytes += this.bytes[i];
                if (i > from) longest = Math.max(longest, this.gaps[i]);
            }
            const span = this.times[to] - this.times[from], count = to - from + 1;
            const rate = span > 0 ? ` · ${((count - 1) / span).toFixed(1)}/s · longest gap ${readable(longest)}` : "";
            this.say(`${plural(count, "chunk")} · ${plural(bytes, "byte")} · ${readable(span)}${rate}`);
            if (scrolls) this.reveal(this.spans[from]);
            this.drawMarks();
        }

        clearSelection() {
            if (!this.selection) return;
            for (let i = this.selection[0]; i <= this.selection[1]; i++) this.spans[i].classList.remove("sel");
            this.selection = null;
            delete this.article.dataset.selection;
        }

        clear() {
            this.clearSelection();
            this.spans[this.cursor]?.classList.remove("at");
            this.cursor = -1;
            delete this.article.dataset.cursor;
            this.view = [0, this.total];
            this.say("");
            this.stop();
            this.draw();
        }

        step(by, list) {
            let i;
            if (list) {
                const place = lowerBound(list, by > 0 ? this.cursor + 1 : this.cursor);
                i = list[by > 0 ? place : place - 1];
                if (i === undefined) return;
            } else {
                i = Math.min(Math.max(this.cursor + by, 0), this.count - 1);
            }
            if (this.count) this.point(i, { scrolls: true });
        }

        zoom() {
            if (!this.selection) return;
            const [from, to] = this.selection.map(i => this.times[i]);
            const margin = Math.max((to - from) * 0.04, this.total * 1e-4);
            this.view = [Math.max(0, from - margin), Math.min(this.total, to + margin)];
            this.draw();
        }

        say(text) { this.said.textContent = text; }

        // Playing

        play() {
            if (this.playing) return this.stop();
            if (!this.count) return;
            const from = this.cursor >= 0 && this.cursor < this.count - 1 ? this.cursor : 0;
            this.next = from;
            this.clock = from ? this.times[from] : 0;
            for (let i = from; i < this.count; i++) this.spans[i].classList.add("ahead");
            this.playing = true;
            this.playButton.textContent = "❚❚ Pause";
            let last = performance.now();
            const tick = now => {
                if (!this.playing) return;
                this.clock += (now - last) / 1000 * Number(this.speed.value);
                last = now;
                const before = this.next;
                while (this.next < this.count && this.times[this.next] <= this.clock) this.spans[this.next++].classList.remove("ahead");
                if (this.next > before) {
                    this.point(this.next - 1);
                    this.reveal(this.spans[this.next - 1]);
                }
                this.drawMarks();
                if (this.next >= this.count) return this.stop();
                requestAnimationFrame(tick);
            };
            requestAnimationFrame(tick);
        }

        stop() {
            this.playing = false;
            this.playButton.textContent = "▶ Play";
            for (const span of this.article.querySelectorAll(".ahead")) span.classList.remove("ahead");
            this.drawMarks();
        }

        changeSpeed(by) {
            const options = this.speed.options;
            this.speed.selectedIndex = Math.min(Math.max(this.speed.selectedIndex + by, 0), options.length - 1);
        }

        heat(button) {
            if (!this.isWarm) {
                for (let i = 0; i < this.count; i++) {
                    const step = heatSteps.findIndex(limit => this.gaps[i] < limit);
                    this.spans[i].classList.add(`g${step < 0 ? 6 : step}`);
                }
                this.isWarm = true;
            }
            button.setAttribute("aria-pressed", this.article.classList.toggle("heat"));
        }

        // Finding

        find(words, moves) {
            const highlights = window.CSS && CSS.highlights;
            if (words !== this.words) {
                this.words = words;
                this.found = words ? this.search(words.toLowerCase()) : [];
                this.place = -1;
                if (highlights) CSS.highlights.set("found", new Highlight(...this.found));
            }
            if (highlights) CSS.highlights.delete("current");
            if (!this.found.length) return this.say(words ? "not found" : "");
            this.place = (this.place + (moves || 1) + this.found.length) % this.found.length;
            const range = this.found[this.place];
            if (highlights) CSS.highlights.set("current", new Highlight(range));
            const span = range.startContainer.parentElement.closest(".pieces span");
            this.point(this.numbers.get(span), { scrolls: true });
            this.say(`${this.place + 1} of ${this.found.length} · ${this.describe(this.cursor)}`);
        }

        /** Finds words, also where they stand in several pieces. */
        search(words) {
            const found = [];
            for (const box of this.article.querySelectorAll(".pieces")) {
                const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT), nodes = [], starts = [];
                let text = "";
                while (walker.nextNode()) {
                    nodes.push(walker.currentNode);
                    starts.push(text.length);
                    text += walker.currentNode.data;
                }
                const lower = text.toLowerCase();
                if (lower.length !== text.length) continue;
                const place = offset => {
                    const node = Math.max(0, lowerBound(starts, offset + 1) - 1);
                    return [nodes[node], offset - starts[node]];
                };
                for (let at = lower.indexOf(words); at >= 0 && found.length < 10000; at = lower.indexOf(words, at + words.length)) {
                    const range = document.createRange();
                    range.setStart(...place(at));
                    const [last, offset] = place(at + words.length - 1);
                    range.setEnd(last, offset + 1);
                    found.push(range);
                }
            }
            return found;
        }

        // What the reader does

        listen() {
            const { article, canvas } = this;
            const place = event => event.clientX - canvas.getBoundingClientRect().left;
            canvas.addEventListener("pointerdown", event => {
                active = this;
                canvas.setPointerCapture(event.pointerId);
                this.began = place(event);
            });
            canvas.addEventListener("pointermove", event => {
                const x = place(event);
                if (this.began !== undefined && Math.abs(x - this.began) > 3) {
                    this.dragged = [this.began, x].sort((a, b) => a - b).map(edge => this.timeAt(edge));
                }
                const nearest = this.nearest(x);
                if (nearest >= 0) this.point(nearest, { x: event.clientX, y: event.clientY });
            });
            canvas.addEventListener("pointerup", event => {
                const dragged = this.dragged;
                this.dragged = this.began = undefined;
                if (dragged) {
                    const to = lowerBound(this.times, dragged[1] + 1e-9) - 1;
                    return this.select(lowerBound(this.times, dragged[0]), to, { scrolls: true });
                }
                this.clearSelection();
                const nearest = this.nearest(place(event));
                if (nearest >= 0) { this.cursor = -1; this.point(nearest, { scrolls: true }); }
            });
            canvas.addEventListener("pointerleave", hideTip);
            canvas.addEventListener("dblclick", () => { this.view = [0, this.total]; this.draw(); });
            for (const box of article.querySelectorAll(".pieces")) {
                box.addEventListener("pointermove", event => {
                    const number = this.numbers.get(event.target.closest("span"));
                    if (number === undefined || this.playing) return hideTip();
                    this.point(number, { x: event.clientX, y: event.clientY });
                });
                box.addEventListener("pointerleave", hideTip);
                box.addEventListener("pointerup", () => this.takeSelection());
            }
            article.addEventListener("pointerenter", () => { active = this; });
            this.playButton.addEventListener("click", () => this.play());
            const heat = article.querySelector(".warm");
            heat.addEventListener("click", () => this.heat(heat));
            article.querySelector(".theme").addEventListener("click", changeTheme);
            const find = article.querySelector(".find");
            find.addEventListener("input", () => this.find(find.value));
            find.addEventListener("keydown", event => {
                if (event.key === "Enter") this.find(find.value, event.shiftKey ? -1 : 1);
                if (event.key === "Escape") { find.value = ""; this.find(""); find.blur(); }
                event.stopPropagation();
            });
        }

        /** Text that is selected in the page is selected on the strip. */
        takeSelection() {
            const chosen = getSelection();
            if (chosen.isCollapsed) return;
            const numbers = [chosen.anchorNode, chosen.focusNode]
                .map(node => this.numbers.get((node.nodeType === 1 ? node : node.parentElement)?.closest(".pieces span")))
                .filter(number => number !== undefined)
                .sort((a, b) => a - b);
            if (numbers.length === 2) this.select(numbers[0], numbers[1]);
        }
    }

    const showTip = (text, x, y) => {
        tip.textContent = text;
        tip.classList.add("on");
        const box = tip.getBoundingClientRect();
        tip.style.left = `${Math.max(6, Math.min(x + 14, innerWidth - box.width - 6))}px`;
        tip.style.top = `${y + box.height + 22 > innerHeight ? y - box.height - 10 : y + 18}px`;
    };
    const hideTip = () => tip.classList.remove("on");

    const changeTheme = () => {
        const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
        root.dataset.theme = isDark ? "light" : "dark";
        for (const run of runs) run.draw();
    };

    let active = null;
    root.classList.add("scripted");
    const runs = [...document.querySelectorAll("article.run")].map(article => new Run(article));
    active = runs[0];
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => runs.forEach(run => run.draw()));

    const keys = {
        "j": run => run.step(1), "k": run => run.step(-1), "ArrowRight": run => run.step(1), "ArrowLeft": run => run.step(-1),
        "J": run => run.step(1, run.stalls), "K": run => run.step(-1, run.stalls),
        " ": run => run.play(), "+": run => run.changeSpeed(1), "-": run => run.changeSpeed(-1),
        "h": run => run.heat(run.article.querySelector(".warm")), "t": () => changeTheme(), "z": run => run.zoom(),
        "/": run => run.article.querySelector(".find").focus(), "Escape": run => run.clear(),
    };
    addEventListener("keydown", event => {
        if (event.ctrlKey || event.metaKey || event.altKey || !active) return;
        if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
        if (event.key === " " && /^(BUTTON|SUMMARY)$/.test(event.target.tagName)) return;
        const act = keys[event.key];
        if (!act) return;
        event.preventDefault();
        act(active);
    });
})();
