import { followOrigin, NotAMirror } from '../copy/mirror.ts'
import { OriginProblem } from '../copy/origin.ts'
import { nouns } from '../nouns/all.ts'
import { type CommandInput, CommandProblem, withDatabase } from './command.ts'

/** `mirror <url> [--once]`: keeps this registry equal to another one, by its snapshot and its changes alone. */
export async function mirror({ words, config, say }: CommandInput): Promise<void> {
  const [url, ...more] = words.filter((word) => word !== '--once')
  if (!url || more.length > 0 || !URL.canParse(url) || !/^https?:/.test(url))
    throw new CommandProblem('mirror takes the address of a registry, such as https://registry.example, and --once.')
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  const options = { once: words.includes('--once'), say, signal: stopping.signal }
  try {
    await withDatabase(config, ({ db }) => followOrigin(db, nouns, url.replace(/\/+$/, ''), options))
  } catch (error) {
    if (error instanceof NotAMirror || error instanceof OriginProblem) throw new CommandProblem(error.message)
    throw error
  }
  say(options.once ? 'The mirror has caught up.' : 'The mirror has stopped where it can go on.')
}
