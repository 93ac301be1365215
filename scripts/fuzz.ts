import { parseArgs } from 'node:util'
import { fuzz } from '../tests/support/fuzz/fuzz.ts'
import { withService } from './seeded-service.ts'

// Tries the service by requests made from its contract, the same ones for the same seed: npm run fuzz -- --cases 1000 --seed 1

const options = { cases: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } } as const
const { values } = parseArgs({ options })
const key = 'a-key-that-only-this-run-of-requests-knows'

await withService(
  async (address) => {
    const began = performance.now()
    const { faults, refused, ...figures } = await fuzz(address, key, Number(values.cases), Number(values.seed))
    console.log(figures, `in ${Math.round((performance.now() - began) / 1000)} s`)
    console.log('Refused although the shape is right:', refused)
    for (const what of new Set(faults.map((fault) => fault.what))) {
      const alike = faults.filter((fault) => fault.what === what)
      console.log(`\n${alike.length} times: ${what}\n`, ...alike.slice(0, 2))
    }
    process.exitCode = faults.length > 0 ? 1 : 0
  },
  { ADMIN_KEY: key },
)
