// Chance that can be repeated: the same seed, the same numbers.
export class Dice {
  #state;

  constructor(seed) { this.#state = seed >>> 0; }

  /// A number from 0 up to 1, without it (mulberry32).
  roll() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(end) { return Math.floor(this.roll() * end); }
  of(list) { return list[this.below(list.length)]; }
  chance(odds) { return this.roll() < odds; }
}
