// A real browser for a test, with a profile of its own.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
/// The machine may be busy; nothing waits this long for what comes.
export const PATIENCE_MS = 60_000;

export const hasChromium = () => fs.existsSync(CHROMIUM);

/// A page at that address, closed when the test is over.
export async function browse(t, address, options = {}) {
  const { chromium } = await import('playwright-core');
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'backwalk-browser-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM, headless: true, args: FLAGS, viewport: { width: 1400, height: 1000 }, timeout: PATIENCE_MS, ...options,
  });
  t.after(async () => {
    await browser.close();
    fs.rmSync(profile, { recursive: true, force: true });
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(address);
  return page;
}

/// What is on the screen, kept in the build folder for whoever wants to look.
export async function photograph(page, name) {
  const folder = path.join(process.env.BACKWALK_BUILD ?? os.tmpdir(), 'screenshots');
  fs.mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
