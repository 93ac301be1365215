import { recordPath } from '../http/api-address.ts'
import type { VersionEntry } from '../log/version-queries.ts'
import { headingOf } from '../model/headings.ts'
import type { Noun } from '../model/noun.ts'
import { dateIn } from '../model/readable.ts'
import { recordWords } from './page-words.ts'
import { type Reader, say, versionAddress } from './reader.ts'
import { Reason } from './reason.tsx'
import { HeadedTable } from './scrolling-table.tsx'
import { comma } from './value.tsx'

/** How many versions are shown. */
export const mostVersions = 20

/** The versions of a record, newest first, each with its differences from the one before. */
export function History({
  reader,
  noun,
  id,
  versions,
}: {
  reader: Reader
  noun: Noun
  id: string
  versions: VersionEntry[]
}) {
  return (
    <section aria-labelledby="history">
      <h2 id="history">{say(reader, recordWords.history)}</h2>
      <HeadedTable
        reader={reader}
        labelledBy="history"
        headings={[recordWords.version, recordWords.when, recordWords.why, recordWords.changed]}
      >
        {versions.map(({ version, at, reason, op, fields }) => (
          <tr key={version}>
            <th scope="row" class="short">
              {version}
            </th>
            <td>
              <time datetime={at}>{dateIn(reader, at)}</time>
            </td>
            <td>
              {reason ? (
                <Reason reader={reader} words={reason} />
              ) : op === 'delete' ? (
                say(reader, recordWords.deleted)
              ) : (
                '–'
              )}
            </td>
            <td>
              {version === 1 ? (
                say(reader, recordWords.created)
              ) : (
                <a href={versionAddress(reader, noun.name, id, version)}>
                  {fields.map((field) => say(reader, headingOf(noun.headings, field))).join(comma(reader)) ||
                    say(reader, recordWords.changes)}
                </a>
              )}
            </td>
          </tr>
        ))}
      </HeadedTable>
      {(versions.at(-1)?.version ?? 1) > 1 && (
        <p>
          <a href={`${recordPath(noun.name, id)}/versions?limit=200`}>{say(reader, recordWords.allVersions)}</a>
        </p>
      )}
    </section>
  )
}
