import { followOrigin, NotAMirror } from '../copy/mirror.ts'
import { OriginProblem } from '../copy/origin.ts'
import {
  asCommandProblem,
  type CommandInput,
  CommandProblem,
  gatherStatistics,
  readWords,
  withDatabase,
} from './command.ts'
import { takesOf } from './usage.ts'

/** `mirror`: keeps this registry equal to another one, by its snapshot and its changes alone. */
export async function mirror({ words, config, nouns, say }: CommandInput): Promise<void> {
  const read = readWords(words, { command: 'mirror', least: 1, most: 1 }, { once: { type: 'boolean', default: false } })
  const [url = ''] = read.words
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new CommandProblem(takesOf('mirror'))
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  const options = { once: read.flags.once, say, signal: stopping.signal }
  await withDatabase({ config, nouns, say }, ({ leader, vacuum }) => {
    const afterSnapshot = (count: number) => gatherStatistics(vacuum, count)
    const following = followOrigin(leader, nouns, url.replace(/\/+$/, ''), { ...options, afterSnapshot })
    return asCommandProblem(following, NotAMirror, OriginProblem)
  })
  say(options.once ? 'The mirror has caught up.' : 'The mirror has stopped where it can go on.')
}
