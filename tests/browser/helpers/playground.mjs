// Microsoft's own playground for Teams bots, and a person in front of it: a browser that writes, presses and fills in.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { browse, hasChromium, photograph } from './chromium.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const program = path.join(here, '..', 'node_modules', '@microsoft', 'm365agentsplayground', 'cli.js');

/// Why this cannot run here; none when it can.
export function missing() {
  if (!fs.existsSync(program)) return 'no node packages in tests/browser';
  return hasChromium() ? null : 'no chromium';
}

/// The playground in front of a bot: its address. Its home is a folder of its own.
export async function playground(t, endpoint) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'backwalk-playground-'));
  const child = spawn(process.execPath, [program, 'start', '-e', endpoint, '-c', 'msteams', '-p', '0', '--disable-telemetry'], {
    cwd: home, env: { PATH: process.env.PATH, HOME: home, TZ: 'UTC', TEAMSAPPTESTER_BROWSER: 'none', TEAMSAPPTESTER_TELEMETRY_OPTION: 'none' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => {
    child.kill('SIGKILL');
    fs.rmSync(home, { recursive: true, force: true });
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (bytes) => {
      said += bytes;
      const found = /Listening on (\d+)/.exec(said);
      if (found) resolve(`http://127.0.0.1:${found[1]}/`);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => reject(new Error(`the playground ended: ${said}`)));
  });
}

/// A person who looks at the playground.
export class Person {
  static async at(t, address) {
    const person = new Person();
    person.page = await browse(t, address);
    await person.page.getByRole('treeitem', { name: 'Personal Chat' }).waitFor();
    await person.page.getByText('conversationUpdate 200').first().waitFor();
    return person;
  }

  async say(text) {
    const box = this.page.getByRole('textbox').first();
    await box.click();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /// Writes a post of its own in a channel, to the bot.
  async post(channel, text) {
    await this.page.getByRole('treeitem', { name: channel }).click();
    await this.page.getByText('Start a new post').waitFor();
    await this.sees(/from its finish line/); // it says hello where it is put, and what comes then would get in the way of writing
    await this.page.getByRole('textbox').first().click();
    await this.page.keyboard.type('@');
    await this.page.getByText('Megan Bowen', { exact: true }).last().waitFor(); // the list of names is there
    await this.page.getByText('Test Bot', { exact: true }).last().click();
    await this.page.keyboard.type(` ${text}`);
    await this.page.getByRole('button', { name: 'Post', exact: true }).click();
  }

  /// Answers the bot in the thread below the post that shows `post`.
  async reply(post, text) {
    const box = this.page.locator(`xpath=(//*[contains(text(), "${post}")]/following::*[@role="textbox"])[1]`);
    await box.click();
    await this.page.keyboard.type('@');
    await this.page.getByText('Megan Bowen', { exact: true }).last().waitFor(); // the list of names is there
    await this.page.getByText('Test Bot', { exact: true }).last().click();
    await this.page.keyboard.type(` ${text}`);
    await this.page.keyboard.press('Enter');
  }

  /// The newest thing that shows this text.
  async sees(text) {
    return this.#wait(this.page.getByText(text).last(), `nothing shows ${text}`);
  }

  async #wait(found, trouble) {
    await found.waitFor().catch(async (error) => {
      await this.photograph('failed');
      throw new Error(`${trouble}: ${error.message}\n${await this.page.evaluate(() => globalThis.document.body.innerText)}`);
    });
    return found;
  }

  async press(label) {
    await this.page.getByRole('button', { name: label, exact: true }).last().click();
  }

  async fillIn(label, value) {
    const input = await this.#wait(this.page.getByLabel(label).last(), `no input ${label}`);
    await input.fill(value);
  }

  /// What is on the screen, kept in the build folder for whoever wants to look.
  async photograph(name) {
    await photograph(this.page, name);
  }
}
