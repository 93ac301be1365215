import { isDeepStrictEqual } from 'node:util'
import { once } from './chance.ts'
import {
  idempotencyKey,
  type Life,
  lookBack,
  merged,
  patchFor,
  read,
  recordFor,
  refusals,
  settle,
  without,
  write,
} from './histories.ts'

/** Makes, changes, deletes and restores one record, in an order of chance. */
export async function live(life: Life): Promise<void> {
  await make(life)
  if (!life.record) return
  const steps = [change, replace, refusals, endAndReturn, inBatch]
  for (const step of steps) if (!once(life.draw, 3) && life.record) await step(life)
  await lookBack(life)
  if (life.record) await remove(life)
  await lookBack(life)
}

async function make(life: Life): Promise<void> {
  const record = recordFor(life)
  const headers = { 'idempotency-key': idempotencyKey(life.draw), 'x-reason': 'made%20up' }
  const answer = await write(life, 'put', record, headers)
  if (answer.statusCode !== 201) return refused(life, answer.body, answer.statusCode)
  const again = await write(life, 'put', record, headers)
  if (again.body !== answer.body || again.headers['idempotency-replayed'] !== 'true')
    life.fault('is not answered alike under the same idempotency key')
  const other = await write(life, 'put', { ...record, id: 'other' }, headers)
  if (![400, 422].includes(other.statusCode)) life.fault(`another body under the same key is a ${other.statusCode}`)
  await settle(life, answer, record)
}

/** A record may be refused for what it means, not for its shape. */
function refused(life: Life, body: string, status: number): void {
  life.means.refused(life.noun, `${status} ${body}`)
}

async function change(life: Life): Promise<void> {
  const patch = patchFor(life)
  const answer = await write(life, 'patch', patch, { 'if-match': life.tag ?? '' })
  if (answer.statusCode === 200) await settle(life, answer, merged(life.record, patch) as Record<string, unknown>)
  else refused(life, answer.body, answer.statusCode)
}

async function replace(life: Life): Promise<void> {
  const same = await write(life, 'put', life.record, { 'if-match': life.tag ?? '' })
  if (same.statusCode !== 200 || same.headers.etag !== life.tag)
    life.fault(`what stands, written again, is a ${same.statusCode}`)
  const record = recordFor(life)
  const answer = await write(life, 'put', record, { 'if-match': life.tag ?? '' })
  if (answer.statusCode === 200) await settle(life, answer, record)
  else refused(life, answer.body, answer.statusCode)
}

async function remove(life: Life): Promise<boolean> {
  const answer = await write(life, 'delete', undefined, { 'if-match': life.tag ?? '' })
  if (answer.statusCode === 409) return false
  if (answer.statusCode !== 204) life.fault(`its deletion is a ${answer.statusCode}`)
  const gone = await read(life)
  if (gone.statusCode !== 410) life.fault(`is a ${gone.statusCode} when it is deleted`)
  life.record = undefined
  return true
}

async function endAndReturn(life: Life): Promise<void> {
  const stood = life.record
  if (!stood || !(await remove(life))) return
  const url = `${life.url}/restore`
  const answer = await life.send({
    method: 'post',
    path: `${life.path}/restore`,
    url,
    headers: { authorization: `Bearer ${life.means.key}` },
  })
  if (answer.statusCode !== 200) return life.fault(`its restoring is a ${answer.statusCode}`)
  const present = await read(life)
  const owned = ['version', 'createdAt', 'updatedAt']
  if (present.statusCode !== 200 || !isDeepStrictEqual(without(JSON.parse(present.body), owned), without(stood, owned)))
    return life.fault('is not restored as it was')
  life.tag = String(present.headers.etag)
  life.record = JSON.parse(present.body)
}

async function inBatch(life: Life): Promise<void> {
  const id = life.url.split('/').at(-1)
  const record = { ...recordFor(life), id }
  const ifVersion = life.record?.version
  const entry = { noun: life.noun, record, ifVersion }
  const batch = (dryRun: boolean, records: unknown[], mode = 'atomic') =>
    life.send({
      method: 'post',
      path: '/v1/batch',
      url: '/v1/batch',
      headers: { authorization: `Bearer ${life.means.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ dryRun, mode, records }),
    })
  const before = (await read(life)).body
  const dry = await batch(true, [entry])
  const broken = await batch(false, [entry, { noun: life.noun, record: { id: `${id}-not` } }])
  if (broken.statusCode !== 422) life.fault(`an atomic batch with a failure is a ${broken.statusCode}`)
  if ((await read(life)).body !== before) life.fault('changed by a batch that writes nothing')
  const wet = await batch(false, [entry])
  if (wet.statusCode !== dry.statusCode) life.fault(`a dry run is a ${dry.statusCode}, the batch a ${wet.statusCode}`)
  if (wet.statusCode !== 200) return
  const present = await read(life)
  if (present.statusCode === 200 && present.body !== before) await settle(life, present, record)
}
