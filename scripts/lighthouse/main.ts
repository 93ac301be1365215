import { openBrowser } from '../../tests/support/chromium.ts'
import { withService } from '../seeded-service.ts'

// `npm run lighthouse` measures a home page, a list and a record, each several times, and tells the medians. It fails where
// one is below the least.

const least = 95
const rounds = 5
const paths = ['/en', '/tc/agreements', '/sc/agreements/shanghai-2024-04-health']
const port = 9229

interface Report {
  lhr: { categories: Record<string, { score: number }> }
}
type Measure = (url: string, flags: object) => Promise<Report>

// The package is installed beside this file, when the command is given.
const installed = new URL('node_modules/lighthouse/core/index.js', import.meta.url)
const { default: measure } = (await import(installed.href)) as { default: Measure }

await withService(async (address) => {
  const browser = await openBrowser(`--remote-debugging-port=${port}`)
  for (const path of paths) {
    const scores = new Map<string, number[]>()
    for (let round = 0; round < rounds; round += 1) {
      const { lhr } = await measure(address + path, { port, logLevel: 'error' })
      for (const [name, { score }] of Object.entries(lhr.categories))
        scores.set(name, [...(scores.get(name) ?? []), Math.round(score * 100)])
    }
    for (const [name, all] of scores) {
      const median = all.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0
      console.log(`${path}  ${name}  ${median}`)
      if (median < least) process.exitCode = 1
    }
  }
  await browser.close()
})
