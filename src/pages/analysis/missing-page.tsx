import type { Nouns } from '../../model/noun.ts'
import { nounNamed } from '../../model/noun-list.ts'
import { dateIn } from '../../model/readable.ts'
import { allRules } from '../../model/run-rules.ts'
import type { Violation } from '../../problems/problems.ts'
import { reasons } from '../../read/analysis/gaps/gap-reasons.ts'
import { type Gaps, gapKinds } from '../../read/analysis/gaps/gaps-schema.ts'
import type { CheckRow } from '../../read/analysis/reconciliation/reconciliation-query.ts'
import { reconciledWords } from '../blocks/block-words.ts'
import { itemsAddress } from '../blocks/meeting-block.tsx'
import { Layout } from '../layout.tsx'
import type { Named } from '../names.ts'
import { listWords, matrixWords } from '../page-words.ts'
import { Gauge } from '../pictures/gauge.tsx'
import { type Given, pageAddress, pageOfRequest, type Reader, recordAddress, say, withQuery } from '../reader.ts'
import { SameRequest } from '../same-request.tsx'
import { HeadedTable } from '../scrolling-table.tsx'
import { RecordLink } from '../value.tsx'
import { Wrongs } from '../violation.tsx'
import { gapWords, missingWords as words } from './analysis-words.ts'
import { ChoicesForm } from './choices-form.tsx'

interface MissingPageOf {
  reader: Reader
  nouns: Nouns
  base: string
  given: Given
  named: Named
  /** The meetings of which most is missing. */
  checks: CheckRow[]
  violations: Violation[]
  /** Undefined if the request is wrong. */
  gaps?: Gaps
}

/** Items that sources declare and the registry cannot itemise, and gaps for editors. */
export function MissingPage(page: MissingPageOf) {
  const { reader, nouns, base, given, violations, gaps } = page
  const request = withQuery('/v1/gaps', { kind: [usualKind], ...given })
  return (
    <Layout
      reader={reader}
      nouns={nouns}
      title={say(reader, words.title)}
      description={say(reader, words.about)}
      path={withQuery('/missing', given)}
      base={base}
      alternates={gaps ? [{ type: 'application/json', href: request, title: 'JSON' }] : []}
      noIndex={!gaps || given.cursor !== undefined}
    >
      <h1>{say(reader, words.title)}</h1>
      <p>{say(reader, words.about)}</p>
      <Shortfalls {...page} />
      <section aria-labelledby="gaps">
        <h2 id="gaps">{say(reader, words.gaps)}</h2>
        <Wrongs {...page} />
        <ChoicesForm
          reader={reader}
          action={`${pageAddress(reader, 'missing')}#gaps`}
          fields={[
            {
              name: 'kind',
              label: say(reader, words.kind),
              options: kindsIn(reader, nouns),
              chosen: given.kind?.[0] ?? usualKind,
            },
          ]}
          violations={violations}
          submit={say(reader, matrixWords.show)}
        />
        {gaps && (
          <>
            <p role="status">
              <strong>{say(reader, words.found(gaps.total))}</strong>
            </p>
            <GapList reader={reader} nouns={nouns} gaps={gaps} />
            {gaps.next && (
              <p>
                <a
                  rel="next"
                  href={`${pageAddress(reader, 'missing', { kind: [gaps.kind], cursor: [gaps.next] })}#gaps`}
                >
                  {say(reader, listWords.next)}
                </a>
              </p>
            )}
            <SameRequest reader={reader} base={base} request={request} />
          </>
        )}
      </section>
    </Layout>
  )
}

/** The kinds of gap in words. */
function kindsIn(reader: Reader, nouns: Nouns): [string, string][] {
  const rules = [...allRules(nouns.values()).values()].map(({ rule }) => [rule.name, rule.why] as const)
  return [...gapKinds.map((kind) => [kind, gapWords[kind]] as const), ...rules].map(([kind, texts]) => [
    kind,
    say(reader, texts),
  ])
}

function Shortfalls({ reader, nouns, named, checks }: MissingPageOf) {
  const { declared, itemised, missing, what, measures } = reconciledWords
  if (checks.length === 0) return null
  return (
    <section aria-labelledby="declared">
      <h2 id="declared">{say(reader, words.declared)}</h2>
      <p>{say(reader, words.declaredAbout)}</p>
      <HeadedTable reader={reader} labelledBy="declared" headings={[words.meeting, what, declared, itemised, missing]}>
        {checks.map((check) => (
          <tr key={`${check.id}${check.measure}`}>
            <th scope="row">
              <RecordLink reader={reader} nouns={nouns} named={named} to={{ noun: 'meetings', id: check.id }} />
            </th>
            <td>{say(reader, measures[check.measure])}</td>
            <td class="count">{check.declared}</td>
            <td class="count">
              <a href={itemsAddress(reader, check)}>{check.counted}</a>
              <Gauge part={check.counted} whole={check.declared ?? 0} />
            </td>
            <td class="count">{check.gap}</td>
          </tr>
        ))}
      </HeadedTable>
    </section>
  )
}

function GapList({ reader, nouns, gaps }: { reader: Reader; nouns: Nouns; gaps: Gaps }) {
  return (
    <ol class="entries">
      {gaps.data.map(({ noun, id, label, labelLanguage, since, fields, certainty, because, possible }) => (
        <li key={`${noun}/${id}`}>
          <span class="soft">{`${say(reader, nounNamed(nouns, noun).names.singular)} `}</span>
          <a href={recordAddress(reader, noun, id)} lang={labelLanguage}>
            {label}
          </a>
          <div class={certainty === 'unknown' ? 'unknown' : 'soft'}>{say(reader, reasons[because])}</div>
          {possible && possible.length > 0 && (
            <div class="soft">
              {`${say(reader, words.possible)} `}
              <ul class="inline">
                {possible.map((one) => (
                  <li key={one.id}>
                    <a href={pageOfRequest(reader, one.href)} lang={one.labelLanguage}>
                      {one.label}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          )}
          {since && <span class="soft">{` ${say(reader, words.since)} ${dateIn(reader, since)}`}</span>}
          {fields && (
            <div class="soft">
              {`${say(reader, words.fields)} `}
              <code>{fields.join(' ')}</code>
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

/** The kind of gap that is shown where none is chosen. */
export const usualKind = gapKinds[0]
