import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/chromium.ts'
import { withService } from './seeded-service.ts'

// `npm run screenshots` takes pictures of pages for the README, and one of the mark for those who link to a page.

const pictures = [
  { file: 'docs/pages.png', path: '/en/agreements?party=cn-sh&domain=finance', shows: '.entries' },
  {
    file: 'docs/explore.png',
    path: '/docs#/agreements/listAgreements',
    shows: '#operations-agreements-listAgreements tr[data-param-name="domain"]',
  },
]

await withService(async (address) => {
  const browser = await openBrowser()
  for (const { file, path, shows } of pictures) {
    const page = await browser.newPage({ viewport: { width: 1000, height: 640 }, colorScheme: 'light' })
    await page.goto(address + path, { waitUntil: 'networkidle' })
    await page.waitForSelector(shows)
    await page.screenshot({ path: file })
  }
  await drawMark(await browser.newPage({ viewport: { width: 1200, height: 630 } }))
  await browser.close()
})

/** The mark in the middle of a card, as large as those who show links want it. */
async function drawMark(page: Page): Promise<void> {
  const mark = readFileSync('assets/mark.svg', 'utf8')
  await page.setContent(
    `<body style="margin:0;background:#0d3b66;display:grid;place-items:center;height:100vh">${mark}`,
  )
  await page.addStyleTag({ content: 'svg { height: 480px; width: 480px }' })
  await page.screenshot({ path: 'assets/mark.png' })
}
