import { spawn } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'
import { followOrigin } from '../../src/copy/mirror.ts'
import { verifyLog } from '../../src/log/verify.ts'
import { nouns } from '../../src/nouns/all.ts'
import { testApp } from '../support/app.ts'
import { engine } from '../support/database.ts'
import { listening, manifest, quiet } from '../support/mirrors.ts'
import { environmentWith, launcher, program } from '../support/program.ts'
import { examples, ground, write } from '../support/records.ts'

t.test(
  'a mirror that is killed',
  { skip: engine === 'pglite' && 'needs a server that outlives the process' },
  async (t) => {
    const origin = await testApp(t)
    const copy = await testApp(t)
    const url = await listening(origin)
    const { registry } = origin
    await write(registry, ...ground)
    let asked = 0
    origin.app.server.on('request', () => {
      asked += 1
    })
    let round = 0
    const writing = new AbortController()
    const writer = (async () => {
      for (let index = 0; !writing.signal.aborted; index += 1)
        await write(registry, examples.agreement(`a${index % 7}`, { signedOn: String(1990 + (index % 30)) }))
    })()
    for (; round < 4; round += 1) {
      const child = spawn(launcher, [...program, 'mirror', url], {
        env: environmentWith({ DATABASE_URL: copy.connection.url }),
        stdio: 'ignore',
      })
      const enough = asked + 3 + round
      const ended = once(child, 'exit')
      while (asked < enough && child.exitCode === null) await Promise.race([once(origin.app.server, 'request'), ended])
      t.notOk(child.exitCode, 'does not fail by itself')
      child.kill('SIGKILL')
      await ended
    }
    writing.abort()
    await writer
    await registry.head.refresh()
    await followOrigin(copy.registry.leader, nouns, url, quiet)
    await copy.registry.head.refresh()
    t.same(await manifest(copy), await manifest(origin), 'ends equal')
    await verifyLog(copy.registry.db, nouns, (fault) => t.fail(fault))
  },
)
