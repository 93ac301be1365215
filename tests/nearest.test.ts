import t from 'tap'
import { nearest } from '../src/problems/nearest.ts'

t.test('nearest', async (t) => {
  t.equal(nearest('signedon.gte', ['signedOn.gte', 'signedOn.lte']), 'signedOn.gte')
  t.equal(nearest('fianance', ['finance', 'health']), 'finance')
  t.equal(nearest('zebra', ['finance', 'health']), undefined)
})
