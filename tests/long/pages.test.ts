import { HtmlValidate } from 'html-validate'
import type { Page } from 'playwright-core'
import t from 'tap'
import { importDataset } from '../../src/copy/import-dataset.ts'
import { readDataset } from '../../src/copy/read-dataset.ts'
import { nouns } from '../../src/nouns/all.ts'
import { testApp } from '../support/app.ts'
import { findViolations, isWiderThanScreen, noBrowser, openBrowser } from '../support/chromium.ts'

// Pages as a browser shows them: nothing that axe objects to, nothing wider than the screen, nothing refused by the policy.

const example = 'central-2003-06-cepa'

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
  `/agreements/${example}`,
  '/nothing',
]

/** Screens, and where axe looks, the colours; 640 pixels are what is left of 1 280 at twice the size. */
const screens: { width: number; colorScheme?: 'light' | 'dark' }[] = [
  { width: 390, colorScheme: 'light' },
  { width: 640 },
  { width: 768 },
  { width: 1440, colorScheme: 'dark' },
]

t.test('pages in a browser', { skip: noBrowser }, async (t) => {
  const { app, registry } = await testApp(t)
  await importDataset(registry.leader, nouns, readDataset(nouns, ['seeds']), {
    actor: 'test',
    dryRun: false,
    progress: () => {},
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await openBrowser()
  t.teardown(() => browser.close())
  const records = [...nouns.values()].flatMap(({ name, example }) => [`/${name}`, `/${name}/${example.id}`])
  const languages = ['en', 'tc', 'sc'].map((path) => [...kinds, ...records].map((rest) => `${address}/${path}${rest}`))
  const urls = languages.flat()

  await t.test('are without fault on each screen', async (t) => {
    await Promise.all(
      languages.map(async (pages) => {
        const page = await browser.newPage()
        const refused = watch(page, address)
        for (const url of pages) t.same(await faultsOf(page, url, refused), [], url)
        await page.close()
      }),
    )
  })

  await t.test('are walked by keyboard, each stop in sight', async (t) => {
    const page = await browser.newPage()
    for (const path of ['/en', '/tc/agreements', `/sc/agreements/${example}`]) {
      await page.goto(address + path)
      await page.keyboard.press('Tab')
      t.equal(
        await page.evaluate('document.activeElement.hash'),
        '#content',
        `${path} begins with the way past the menu`,
      )
      await page.keyboard.press('Enter')
      const stops = await walk(page)
      t.ok(stops.length > 10, `${path} has ${stops.length} stops`)
      t.same(
        stops.filter((stop) => stop.outline === 'none' || stop.width === 0),
        [],
        path,
      )
      t.ok(stops.at(-1)?.isInFooter, `${path} is left at its end`)
    }
    await page.close()
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

/** Collects what a page asks of other hosts, and what the policy refuses. */
function watch(page: Page, address: string): string[] {
  const faults: string[] = []
  page.on('request', (request) => request.url().startsWith(address) || faults.push(`asks ${request.url()}`))
  page.on('console', (message) => /Content Security Policy/.test(message.text()) && faults.push(message.text()))
  return faults
}

interface Stop {
  html: string
  outline: string
  width: number
  isInFooter: boolean
}

const stop = `(({ activeElement: at }) => at === document.body ? null : ({
  html: at.outerHTML.slice(0, 120),
  outline: getComputedStyle(at).outlineStyle,
  width: at.getBoundingClientRect().width,
  isInFooter: at.closest('footer') !== null,
}))(document)`

/** What Tab comes to, until it leaves the page. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = []
  for (;;) {
    await page.keyboard.press('Tab')
    const next = (await page.evaluate(stop)) as Stop | null
    if (next === null) return stops
    if (stops.length > 1000) throw new Error(`Tab does not leave ${page.url()}`)
    stops.push(next)
  }
}

/** What is wrong with a page on each screen, which it is loaded once for. */
async function faultsOf(page: Page, url: string, refused: string[]): Promise<string[]> {
  await page.goto(url)
  const faults = refused.splice(0)
  for (const { width, colorScheme } of screens) {
    await page.setViewportSize({ width, height: 900 })
    const beyond = await isWiderThanScreen(page)
    if (beyond > 0) faults.push(`is ${beyond} pixels wider than a screen of ${width}`)
    if (!colorScheme) continue
    await page.emulateMedia({ colorScheme })
    const violations = await findViolations(page)
    faults.push(...violations.map(({ id, nodes }) => `${width}: ${id}: ${nodes[0]?.html.slice(0, 200)}`))
  }
  return faults
}
