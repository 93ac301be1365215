import { HtmlValidate } from 'html-validate'
import type { Browser } from 'playwright-core'
import t from 'tap'
import { importDataset } from '../../src/copy/import-dataset.ts'
import { readDataset } from '../../src/copy/read-dataset.ts'
import { nouns } from '../../src/nouns/all.ts'
import { testApp } from '../support/app.ts'
import { findViolations, isWiderThanScreen, noBrowser, openBrowser } from '../support/chromium.ts'

// Pages as a browser shows them: nothing that axe objects to, nothing wider than the screen, nothing refused by the policy.

const kinds = [
  '',
  '/search?q=金融',
  '/matrix',
  '/timeline',
  '/timeline?by=mechanism',
  '/missing',
  '/compare/shanghai',
  '/changes',
  '/about',
  '/editors',
  '/agreements',
  '/agreements?signedOn.gte=2024-13',
  '/agreements/central-2003-06-cepa',
  '/nothing',
]

t.test('pages in a browser', { timeout: 1_800_000, skip: noBrowser }, async (t) => {
  const { app, registry } = await testApp(t)
  await importDataset(registry.db, nouns, readDataset(nouns, ['seeds']), {
    actor: 'test',
    dryRun: false,
    progress: () => {},
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await openBrowser()
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
})

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
  const beyond = await isWiderThanScreen(page)
  if (beyond > 0) faults.push(`is ${beyond} pixels wider than the screen`)
  const violations = await findViolations(page)
  await page.close()
  return [...faults, ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)]
}
