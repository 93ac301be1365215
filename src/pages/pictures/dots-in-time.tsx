import { dayRange } from '../../model/partial-date.ts'

interface Dot {
  id: string
  /** A partial date. */
  date: string
}

const width = 720
const height = 64
const inset = 24
const line = 28
const mostTicks = 12

/** Days as dots on a line of years. Colours come from the page, so that it is right on light and dark. */
export function DotsInTime({ dots, title, description }: { dots: Dot[]; title: string; description: string }) {
  const days = dots.map(({ id, date }) => ({ id, day: Date.parse(dayRange(date).from) }))
  const years = dots.map(({ date }) => Number(date.slice(0, 4)))
  const [first, last] = [Math.min(...years), Math.max(...years) + 1]
  const [from, to] = [Date.UTC(first), Date.UTC(last)]
  const at = (time: number) => inset + ((time - from) / (to - from)) * (width - 2 * inset)
  const step = Math.ceil((last - first) / mostTicks)
  const ticks = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step)
  return (
    <svg class="picture" role="img" viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
      <title>{title}</title>
      <desc>{description}</desc>
      <line x1={inset} x2={width - inset} y1={line} y2={line} stroke="currentColor" />
      {ticks.map((year) => (
        <g key={year}>
          <line x1={at(Date.UTC(year))} x2={at(Date.UTC(year))} y1={line} y2={line + 6} stroke="currentColor" />
          <text x={at(Date.UTC(year))} y={line + 22} font-size="13" text-anchor="middle" fill="currentColor">
            {year}
          </text>
        </g>
      ))}
      {days.map(({ id, day }) => (
        <circle key={id} cx={at(day)} cy={line} r="6" class="part" />
      ))}
    </svg>
  )
}
