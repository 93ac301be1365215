import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Where Debian has it. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--no-first-run',
]

/** Why tests in a browser are left out; false where there is one. */
export const noBrowser = existsSync(executablePath) ? false : 'needs Chromium'

export const openBrowser = (...more: string[]): Promise<Browser> =>
  chromium.launch({ executablePath, args: [...args, ...more] })

/** The violations that axe finds on a page. */
export async function findViolations(page: Page): Promise<axe.Result[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source)
  const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']
  const options = JSON.stringify({ resultTypes: ['violations'], runOnly: { type: 'tag', values: tags } })
  const { violations } = (await page.evaluate(`axe.run(${options})`)) as axe.AxeResults
  return violations
}

export const isWiderThanScreen = (page: Page): Promise<number> =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)')
