interface Bar {
  label: string
  count: number
}

export interface BarsOf {
  bars: Bar[]
  title: string
  description: string
}

/** In pixels; of more bars than `many`, each is thinner. */
const wide = { barWidth: 34, gap: 6 }
const thin = { barWidth: 16, gap: 4 }
const many = 60
const top = 24
const height = 180
const under = 26

const characterWidth = 7

const labelWidth = (bars: Bar[]) => Math.max(0, ...bars.map(({ label }) => label.length)) * characterWidth

/** Which labels fit below the bars without touching: every second, third and so on. */
const labelEvery = (bars: Bar[], step: number) => Math.ceil((labelWidth(bars) + characterWidth) / step)

/**
 * Numbers as bars, with a title and a description. Its colours are those of the page around it, or dark on white if
 * there is none.
 */
export function Bars({ bars, title, description }: BarsOf) {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const { barWidth, gap } = bars.length > many ? thin : wide
  // The first label and the last may be wider than their bars.
  const inset = Math.max(gap, (labelWidth(bars) - barWidth) / 2)
  const width = bars.length * (barWidth + gap) - gap + 2 * inset
  const every = labelEvery(bars, barWidth + gap)
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="picture"
      role="img"
      viewBox={`0 0 ${width} ${top + height + under}`}
      width={width}
      height={top + height + under}
      font-family="sans-serif"
    >
      <title>{title}</title>
      <desc>{description}</desc>
      {bars.map(({ label, count }, at) => {
        const x = inset + at * (barWidth + gap)
        const tall = Math.round((count / most) * height)
        const middle = x + barWidth / 2
        return (
          <g key={label}>
            <rect class="part" x={x} y={top + height - tall} width={barWidth} height={tall} fill="#2f6fae" />
            <text x={middle} y={top + height - tall - 6} font-size="13" text-anchor="middle" fill="currentColor">
              {count > 0 && count}
            </text>
            {at % every === 0 && (
              <text x={middle} y={top + height + 18} font-size="12" text-anchor="middle" fill="currentColor">
                {label}
              </text>
            )}
          </g>
        )
      })}
      <line x1="0" x2={width} y1={top + height} y2={top + height} stroke="currentColor" />
    </svg>
  )
}
