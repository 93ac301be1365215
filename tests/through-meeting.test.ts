import t from 'tap'
import { agreements as agreementTable, meetings } from '../src/database/noun-tables.ts'
import { dateBounds } from '../src/model/date-parameters.ts'
import { listNouns, nounNamed } from '../src/model/noun-list.ts'
import { nouns as standing } from '../src/nouns/all.ts'
import { meeting } from '../src/nouns/meetings/meeting-schema.ts'
import { throughMeeting } from '../src/nouns/meetings/through-meeting.ts'
import { appOver } from './support/app.ts'
import { testDatabase } from './support/database.ts'
import { examples, ground, write } from './support/records.ts'

t.test('a filter of meetings that is taken over by a noun looks at no date of that noun', async (t) => {
  const agreements = nounNamed(standing, 'agreements')
  const { dateFrom: from, dateTo: to } = meetings
  const held = dateBounds(meeting, 'held', {
    field: 'date',
    from,
    to,
    example: { gte: '2024', lte: '2024' },
    ordered: true,
  })
  const parameters = { ...agreements.parameters, ...throughMeeting(agreementTable.meeting, held) }
  const others = [...standing.values()].filter(({ name }) => name !== agreements.name)
  const { app, registry } = await appOver(
    t,
    await testDatabase(t),
    {},
    listNouns([...others, { ...agreements, parameters }]),
  )
  await write(registry, ...ground, examples.agreement('signed-later', { signedOn: '2025-01-01' }))
  const total = async (query: string) => (await app.inject(`/v1/agreements?${query}`)).json().total
  for (const [query, expected] of [
    ['held.gte=2025', 0],
    ['held.lte=2024', 1],
    ['held.lte=2023', 0],
  ] as const)
    t.equal(await total(query), expected, query)
})
