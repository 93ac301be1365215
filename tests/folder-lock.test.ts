import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { lockFolder } from '../src/database/folder-lock.ts'
import { DatabaseProblem } from '../src/database/problems.ts'
import { pidNamespace, startOf } from '../src/database/processes.ts'
import { launcher, node } from './support/program.ts'

const holder = fileURLToPath(new URL('support/hold-folder.ts', import.meta.url))
const command = [launcher, ...node, '--import=tsx', holder]

function newFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'registry-lock-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function start(t: Test, [program = '', ...words]: string[]): ChildProcess {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  return child
}

async function nextLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The output is not read.')
  const [line] = await once(createInterface(child.stdout), 'line')
  return String(line)
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

function leaveClaim(folder: string, fields: object): string {
  const claim = { pid: process.pid, started: '1', since: '2026-01-01T00:00:00.000Z', token: 'left', ...fields }
  const file = join(folder, 'claim-left.json')
  writeFileSync(file, JSON.stringify(claim))
  return file
}

t.test('a second process is told who has the folder, until the first is killed', async (t) => {
  const folder = newFolder(t)
  const first = start(t, [...command, folder])
  t.equal(await nextLine(first), 'held')
  const inUse = new RegExp(`^The data folder ${folder} is in use by process ${first.pid}, since 20[^ ]+\\. Stop it`)
  t.match(await nextLine(start(t, [...command, folder])), inUse)
  await t.rejects(lockFolder(folder), { name: 'DatabaseProblem', message: inUse })
  await kill(first)
  const unlock = await lockFolder(folder)
  t.equal(readdirSync(folder).length, 1, 'the dead claim is gone')
  await unlock()
  t.strictSame(readdirSync(folder), [])
})

t.test('a killed process that its parent has not waited for has lost the folder', async (t) => {
  const folder = newFolder(t)
  const parent = start(t, ['/bin/sh', '-c', '"$@" & echo $!; exec sleep 60', 'sh', ...command, folder])
  const lines = createInterface({ input: parent.stdout ?? process.stdin })[Symbol.asyncIterator]()
  const pid = Number((await lines.next()).value)
  t.equal((await lines.next()).value, 'held')
  process.kill(pid, 'SIGKILL')
  const unlock = await retried(() => lockFolder(folder))
  await unlock()
})

/** A killed process is listed as running for an instant. */
async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let left = 50; ; left -= 1) {
    try {
      return await run()
    } catch (error) {
      if (left === 0) throw error
    }
  }
}

t.test('of many starters on a stale lock one has the folder', async (t) => {
  const folder = newFolder(t)
  for (let round = 0; round < 10; round += 1) {
    leaveClaim(folder, { pidNamespace: await pidNamespace() })
    const starts = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)))
    const won = starts.filter((start) => start.status === 'fulfilled')
    t.equal(won.length, 1)
    t.ok(starts.every((start) => start.status === 'fulfilled' || start.reason instanceof DatabaseProblem))
    for (const { value: unlock } of won) await unlock()
  }
  const dead = start(t, [...command, folder])
  await nextLine(dead)
  await kill(dead)
  const lines = await Promise.all(Array.from({ length: 4 }, () => nextLine(start(t, [...command, folder]))))
  t.equal(lines.filter((line) => line === 'held').length, 1)
})

t.test('a draft that a killed process left goes with the next start', async (t) => {
  const folder = newFolder(t)
  const [left, fresh] = ['claim-left.json.draft', 'claim-fresh.json.draft']
  for (const name of [left, fresh]) writeFileSync(join(folder, name), '{')
  utimesSync(join(folder, left), 0, 0)
  const unlock = await lockFolder(folder)
  await unlock()
  t.strictSame(readdirSync(folder), [fresh])
})

const told = (await startOf(process.pid)) !== ''

t.test('a pid that is used again is not mistaken for the owner', { skip: !told }, async (t) => {
  const folder = newFolder(t)
  leaveClaim(folder, { pidNamespace: await pidNamespace() })
  await t.resolves(lockFolder(folder))
})

t.test('an owner that cannot be seen from here has the folder as long as it says so', async (t) => {
  const [alive, dead] = [newFolder(t), newFolder(t)]
  leaveClaim(dead, { pidNamespace: 'elsewhere' })
  const file = leaveClaim(alive, { pidNamespace: 'elsewhere' })
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), 500)
  t.teardown(() => clearInterval(beat))
  await Promise.all([
    t.rejects(lockFolder(alive), { message: /is in use by process/ }),
    lockFolder(dead).then((unlock) => unlock()),
  ])
})

t.test('a folder that cannot be written is told in one line', async (t) => {
  const folder = newFolder(t)
  writeFileSync(join(folder, 'file'), '')
  await t.rejects(lockFolder(join(folder, 'file')), {
    message: /^The data folder \S+ cannot be written: E\w+: [^\n]+\.$/,
  })
  chmodSync(folder, 0o555)
  // Root may write anywhere.
  if (process.getuid?.() === 0) process.seteuid?.(65_534)
  t.teardown(() => process.getuid?.() === 0 && process.seteuid?.(0))
  await t.rejects(lockFolder(folder), {
    message: `The data folder ${folder} cannot be written: EACCES: permission denied.`,
  })
})
