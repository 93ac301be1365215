import t from 'tap'
import { seededApp } from './support/app.ts'
import { fuzz } from './support/fuzz/fuzz.ts'
import { runs } from './support/runs.ts'
import { adminKey } from './support/writer.ts'

t.test('requests made from the contract by chance', async (t) => {
  const { app } = await seededApp(t, { adminKey })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const { faults, byStatus } = await fuzz(address, adminKey, runs(40).numRuns, 20_261_128)
  t.same(faults.slice(0, 10), [], 'are answered as it says')
  for (const status of [200, 201, 204, 304, 400, 410, 412, 428]) t.ok(byStatus[status], `some of them with ${status}`)
})
