import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { agreementNoun } from '../../src/nouns/agreements/agreement-noun.ts'
import { sourceNoun } from '../../src/nouns/sources/source-noun.ts'
import { followAll, type Get } from '../support/addresses.ts'
import { freePort } from '../support/free-port.ts'
import { makeFolder } from '../support/postgres-node.ts'
import { startService } from '../support/service.ts'

const program = '/usr/sbin/haproxy'

interface Ways {
  /** Where the proxy listens, and where the service does. */
  port: number
  ownPort: number
  rule: string
}

/** HAProxy on a port, before a service, which hands on what lies under a path. */
async function startProxy(t: Test, { port, ownPort, rule }: Ways): Promise<void> {
  const file = join(makeFolder(t), 'haproxy.cfg')
  const lines = [
    'defaults',
    ' mode http',
    ' timeout connect 5s',
    ' timeout client 30s',
    ' timeout server 30s',
    'frontend all',
    ` bind 127.0.0.1:${port}`,
    ' http-request deny deny_status 404 unless { path /registry } or { path_beg /registry/ }',
    ` ${rule}`,
    ' default_backend registry',
    'backend registry',
    ` server one 127.0.0.1:${ownPort}`,
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  const proxy = spawn(program, ['-db', '-f', file], { stdio: 'ignore' })
  t.teardown(() => proxy.kill('SIGKILL'))
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isOpen) return
    if (proxy.exitCode !== null) throw new Error('HAProxy did not start.')
    await pause(50)
  }
}

t.test('behind HAProxy', { skip: existsSync(program) ? false : 'HAProxy is not installed' }, async (t) => {
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  const get: Get = (url, accept) =>
    new Promise((resolve, reject) => {
      request(url, { agent, headers: { accept } }, async (answer) => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) })
      })
        .on('error', reject)
        .end()
    })

  for (const [kind, rule] of [
    ['that takes the path off', 'http-request replace-path /registry(/)?(.*) /\\2'],
    ['that leaves the path', 'http-request set-header X-Forwarded-Prefix /registry'],
  ] as const)
    await t.test(kind, async (t) => {
      const port = await freePort()
      const publicUrl = `http://127.0.0.1:${port}/registry`
      const ownPort = await freePort()
      await startService(t, { PORT: String(ownPort), DATA_DIR: makeFolder(t), DATABASE_URL: '', PUBLIC_URL: publicUrl })
      await startProxy(t, { port, ownPort, rule })
      await followAll(t, publicUrl, get, { agreement: agreementNoun.example.id, source: sourceNoun.example.id })
    })
})
