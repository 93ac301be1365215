import type { Page } from 'playwright-core'
import t from 'tap'
import { importDataset } from '../../src/copy/import-dataset.ts'
import { readDataset } from '../../src/copy/read-dataset.ts'
import { nouns } from '../../src/nouns/all.ts'
import { testApp } from '../support/app.ts'
import { findViolations, isWiderThanScreen, noBrowser, openBrowser } from '../support/chromium.ts'

// Swagger UI as a place to explore: by mouse and keyboard, on wide and narrow screens, in light and dark.

t.test('Swagger UI in a browser', { skip: noBrowser }, async (t) => {
  const { app, registry } = await testApp(t)
  await importDataset(registry.leader, nouns, readDataset(nouns, ['seeds']), {
    actor: 'test',
    dryRun: false,
    progress: () => {},
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await openBrowser()
  t.teardown(() => browser.close())
  const operation = '#operations-agreements-listAgreements'
  const domain = `${operation} tr[data-param-name="domain"]`

  const open = async (page: Page) => {
    await page.goto(`${address}/docs#/agreements/listAgreements`)
    await page.waitForSelector(domain)
  }

  for (const [width, colorScheme] of [
    [390, 'light'],
    [390, 'dark'],
    [1440, 'light'],
    [1440, 'dark'],
  ] as const)
    await t.test(`${width} pixels wide, ${colorScheme}`, async (t) => {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
      await open(page)
      const grave = (await findViolations(page)).filter(({ impact }) => impact === 'critical' || impact === 'serious')
      t.same(
        grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`),
        [],
      )
      t.equal(await isWiderThanScreen(page), 0)
      await page.close()
    })

  await t.test('fills in an item that returns data, and offers ids by name', async (t) => {
    const page = await browser.newPage()
    await open(page)
    await page.click(`${domain} .json-schema-form-item-add`)
    const field = page.locator(`${domain} input`)
    t.equal(await field.inputValue(), 'finance')
    await field.fill('金')
    await page.waitForSelector(`${domain} datalist option[value="finance"]`, { state: 'attached' })
    await field.fill('finance')
    t.equal(await answerOf(page), '200')
    await page.close()
  })

  await t.test('fills in a question by keyboard', async (t) => {
    const page = await browser.newPage()
    await page.goto(`${address}/docs`)
    await page.waitForSelector('.opblock-tag')
    await page.focus('a[data-fill]')
    await page.keyboard.press('Enter')
    await page.waitForSelector(`${operation} .execute:focus`)
    t.equal(await page.inputValue(`${domain} input`), 'finance')
    t.equal(await page.inputValue(`${operation} tr[data-param-name="party"] input`), 'cn-sh')
    await page.keyboard.press('Enter')
    await page.waitForSelector(`${operation} .live-responses-table`)
    await page.close()
  })

  await t.test('finds operations by words of their summaries', async (t) => {
    const page = await browser.newPage()
    await page.goto(`${address}/docs`)
    await page.fill('.operation-filter-input', 'over time')
    await page.waitForSelector('[data-path="/v1/timeline"]')
    t.equal(await page.locator('.opblock').count(), 1)
    await page.close()
  })

  async function answerOf(page: Page): Promise<string> {
    await page.click(`${operation} .execute`)
    const status = page.locator(`${operation} .live-responses-table tbody .response-col_status`).first()
    return ((await status.textContent()) ?? '').trim().slice(0, 3)
  }
})
