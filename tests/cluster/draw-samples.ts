import type { Sample } from './samples.ts'

const width = 900
const height = 110
const left = 60
const gap = 34

const colours = ['#1f5fa8', '#c2571a']

interface Panel {
  title: string
  lines: ((sample: Sample) => number | undefined)[]
}

const panels: Panel[] = [
  {
    title: 'Memory of each instance, MB',
    lines: [({ memory: [first] }) => first, ({ memory: [, second] }) => second],
  },
  { title: 'Connections of the service at the leader', lines: [({ connections }) => connections] },
  { title: 'Followers behind what was acknowledged, changes', lines: [({ behind }) => behind] },
  { title: 'Slower standby behind, kB', lines: [({ standbyBehind }) => standbyBehind] },
]

/** Draws each figure over the time; the shaded times are those of faults. */
export function drawSamples(samples: Sample[]): string {
  const end = samples.at(-1)?.at ?? 1
  const x = (at: number) => round(left + (at / end) * (width - left - 10))
  const step = end / Math.max(1, samples.length - 1)
  const shades = samples.flatMap(({ at, isFault }) =>
    isFault ? `<rect x="${x(at - step / 2)}" y="0" width="${round(x(step) - left + 0.3)}" height="${height}"/>` : [],
  )
  const drawn = panels.map(({ title, lines }, at) => {
    const top = at * (height + gap) + 24
    const most = Math.max(1, ...samples.flatMap((sample) => lines.flatMap((of) => of(sample) ?? [])))
    const paths = lines.map((of, line) => {
      const points = samples.flatMap((sample) => {
        const value = of(sample)
        return value === undefined ? [] : `${x(sample.at)},${round(height - (value / most) * height)}`
      })
      return `<polyline points="${points.join(' ')}" fill="none" stroke="${colours[line]}" stroke-width="1.2"/>`
    })
    return `<g transform="translate(0 ${top})"><g fill="#f3dccb">${shades.join('')}</g>
<text x="${left}" y="-6">${title}</text><text x="${left - 6}" y="10" text-anchor="end">${Math.round(most)}</text>
<text x="${left - 6}" y="${height}" text-anchor="end">0</text>
<path d="M${left} 0V${height}H${width - 10}" fill="none" stroke="#8090a0"/>${paths.join('')}</g>`
  })
  const bottom = panels.length * (height + gap) + 24
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom}" font-family="Arial,sans-serif" font-size="12" fill="#304050">
<title>Memory, connections and lag of a cluster that loses machines</title>
<rect width="${width}" height="${bottom}" fill="white"/>
${drawn.join('\n')}
<text x="${width - 10}" y="${bottom - 10}" text-anchor="end">${Math.round(end)} minutes</text>
</svg>
`
}

const round = (value: number) => Math.round(value * 10) / 10
