// Somebody who tries the playground: writes, presses, switches people, moves the clock, and looks.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { browse, hasChromium, photograph } from './chromium.mjs';

const axe = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'node_modules', 'axe-core', 'axe.min.js');

/// Why this cannot run here; none when it can.
export function missing() {
  if (!fs.existsSync(axe)) return 'no node packages in tests/browser';
  return hasChromium() ? null : 'no chromium';
}

export class Visitor {
  complaints = []; // of the browser

  static async at(t, service, options = {}) {
    const visitor = new Visitor();
    visitor.page = await browse(t, 'about:blank', { viewport: { width: 1400, height: 900 }, ...options });
    visitor.page.on('console', (message) => { if (message.type() !== 'log') visitor.complaints.push(message.text()); });
    visitor.page.on('pageerror', (error) => visitor.complaints.push(error.message));
    await visitor.page.goto(`${service.address}/try`);
    await visitor.page.locator('body[data-seen]').waitFor();
    return visitor;
  }

  /// Writes in the place that is shown, or in the thread beside it.
  async say(text) {
    await this.#write('#words', text);
  }

  async reply(text) {
    await this.#write('#thread-words', text);
  }

  async #write(box, text) {
    await this.page.locator(box).fill(text);
    await this.page.locator(box).press('Enter');
  }

  /// The newest message of the place (or of the thread) that shows this text.
  async sees(text, where = '#log') {
    const found = this.page.locator(`${where} article`).filter({ hasText: text }).last();
    await found.waitFor().catch(async (error) => {
      await this.photograph('try-failed');
      throw new Error(`nothing in ${where} shows ${text}: ${error.message}\n${await this.page.locator('body').innerText()}`);
    });
    return found;
  }

  inThread(text) {
    return this.sees(text, '#thread-log');
  }

  /// Presses a button of the newest message that shows this text.
  async press(label, text, where) {
    await (await this.sees(text, where)).getByRole('button', { name: label, exact: true }).click();
  }

  async become(name) {
    await this.page.locator('#people button').filter({ hasText: name }).click();
    await this.page.locator('#people button[aria-pressed=true]').filter({ hasText: name }).waitFor();
  }

  async goTo(place) {
    await this.page.locator('#channels button, #direct button').filter({ hasText: place }).click();
    await this.page.getByRole('heading', { level: 2, name: place }).waitFor();
  }

  /// Moves the clock and waits until it is there.
  async step(name) {
    await this.page.getByRole('button', { name, exact: true }).click();
    await this.page.locator('#status').filter({ hasText: /^It is / }).waitFor();
  }

  /// What axe-core finds wrong on the page as it is now.
  async violations() {
    await this.page.evaluate(fs.readFileSync(axe, 'utf8'));
    const { violations } = await this.page.evaluate(() => globalThis.axe.run());
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`);
  }

  /// Whether something is wider than what it stands in, or the page than the screen.
  overflowing() {
    return this.page.evaluate(() => [...globalThis.document.querySelectorAll('body, main, aside:not([hidden]), .log, article, .said, .card')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML.slice(0, 120)));
  }

  photograph(name) {
    return photograph(this.page, name);
  }
}
