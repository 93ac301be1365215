import { chromium } from 'playwright-core'
import { browserOptions, executablePath, withService } from './seeded-service.ts'

// `npm run screenshots` takes pictures of pages for the README.

const pictures = [
  { file: 'docs/pages.png', path: '/tc/mechanisms/shanghai#sessions', width: 1000, height: 640 },
  { file: 'docs/explore.png', path: '/docs#/agreements/listAgreements', width: 1000, height: 640 },
]

await withService(async (address) => {
  const browser = await chromium.launch({ executablePath, args: browserOptions })
  for (const { file, path, width, height } of pictures) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light' })
    await page.goto(address + path, { waitUntil: 'networkidle' })
    await page.screenshot({ path: file })
  }
  await browser.close()
})
