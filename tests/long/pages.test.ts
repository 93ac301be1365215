import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { HtmlValidate } from 'html-validate'
import { type Browser, chromium } from 'playwright-core'
import t from 'tap'
import { importDataset } from '../../src/copy/import-dataset.ts'
import { readDataset } from '../../src/copy/read-dataset.ts'
import { nouns } from '../../src/nouns/all.ts'
import { testApp } from '../support/app.ts'

// Pages as a browser shows them: nothing that axe objects to, nothing wider than the screen, nothing refused by the policy.

const executablePath = '/usr/bin/chromium'
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--no-first-run',
]
const kinds = ['', '/search?q=金融', '/matrix', '/agreements', '/agreements?signedOn.gte=2024-13', '/nothing']

t.test(
  'pages in a browser',
  { timeout: 1_800_000, skip: existsSync(executablePath) ? false : 'needs Chromium' },
  async (t) => {
    const { app, registry } = await testApp(t)
    await importDataset(registry.db, nouns, readDataset(nouns, ['seeds']), {
      actor: 'test',
      dryRun: false,
      progress: () => {},
    })
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const browser = await chromium.launch({ executablePath, args })
    t.teardown(() => browser.close())
    const records = [...nouns.values()].flatMap(({ name, example }) => [`/${name}`, `/${name}/${example.id}`])
    const urls = ['en', 'tc', 'sc'].flatMap((path) => [...kinds, ...records].map((rest) => `${address}/${path}${rest}`))

    for (const [width, colorScheme] of [
      [390, 'light'],
      [1440, 'dark'],
    ] as const)
      await t.test(`${width} pixels wide, ${colorScheme}`, async (t) => {
        for (const url of urls) t.same(await faultsOf(browser, url, { width, colorScheme }), [], url)
      })

    await t.test('are valid HTML', async (t) => {
      const validator = new HtmlValidate({
        extends: ['html-validate:standard'],
        rules: { 'long-title': 'off', 'void-style': 'off', 'no-inline-style': 'error' },
      })
      for (const url of urls) {
        const { results } = await validator.validateString(
          await (await fetch(url, { headers: { accept: 'text/html' } })).text(),
        )
        t.same(
          results.flatMap(({ messages }) =>
            messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} ${selector}`),
          ),
          [],
          url,
        )
      }
    })
  },
)

async function faultsOf(
  browser: Browser,
  url: string,
  { width, colorScheme }: { width: number; colorScheme: 'light' | 'dark' },
): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
  const faults: string[] = []
  page.on('request', (request) => request.url().startsWith(new URL(url).origin) || faults.push(`asks ${request.url()}`))
  page.on('console', (message) => /Content Security Policy/.test(message.text()) && faults.push(message.text()))
  await page.goto(url)
  const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  if (Number(beyond) > 0) faults.push(`is ${beyond} pixels wider than the screen`)
  await page.evaluate(axe.source)
  const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']
  const options = JSON.stringify({ runOnly: { type: 'tag', values: tags } })
  const { violations } = (await page.evaluate(`axe.run(${options})`)) as axe.AxeResults
  await page.close()
  return [...faults, ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)]
}
