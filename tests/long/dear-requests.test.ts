import t from 'tap'
import { testApp } from '../support/app.ts'
import { engine } from '../support/database.ts'
import { askDearest } from '../support/dear-requests.ts'
import { writeMany } from '../support/many.ts'

const amount = 100_000

t.test('the dearest requests at 100 000 records', { skip: engine === 'pglite' && 'a server’s' }, async (t) => {
  const service = await testApp(t)
  await writeMany(service.registry, service.connection.url ?? '', amount)
  await service.registry.counts.settle()
  const { answered, failed, slowest } = await askDearest(service, 20)
  t.comment(`the slowest took ${slowest.milliseconds} ms: ${slowest.address.slice(0, 200)}`)
  t.same(failed, [], 'are answered before the database ends them, or refused')
  t.ok(answered > 100)
})
