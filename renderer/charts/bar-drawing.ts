// ECharts, as far as it is needed: bars of one value as SVG, by parts and in a file of its own that is loaded with the first picture.
import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, GridComponent, SVGRenderer])

export type Bars = {
  /** `quiet`: drawn in the colour that stands back. */
  bars: readonly { value: number | null; quiet: boolean }[]
  /** Both ends of the scale; 0 is always between them. */
  least: number
  most: number
  /** Lying bars run in the direction of reading, one under another; standing ones rise beside each other. */
  lying: boolean
  thickness: number
  /** How far below the middle of its row a lying bar is drawn: its words stand above it. */
  below: number
  isRightToLeft: boolean
}

/** Draws into `holder`, which has its size already; answers how to clear it away. */
export function drawBars(holder: HTMLElement, bars: Bars): () => void {
  const { clientWidth: width, clientHeight: height } = holder
  const chart = init(holder, null, { renderer: 'svg', width, height })
  chart.setOption(optionOf(bars, height))
  chart.getZr().flush()
  const drawn = holder.querySelector('svg')
  // The words beside it say all of it.
  drawn?.setAttribute('aria-hidden', 'true')
  for (const element of [holder, drawn]) if (element) emptiesWithoutHtml(element)
  return () => chart.dispose()
}

function optionOf(bars: Bars, height: number) {
  const { lying, least, most, isRightToLeft } = bars
  const along = { type: 'value' as const, show: false, min: least, max: most }
  const across = {
    type: 'category' as const,
    data: bars.bars.map((_, at) => String(at)),
    axisTick: { show: false },
    axisLabel: { show: false },
    axisLine: {
      show: !lying || least < 0,
      onZero: true,
      symbol: 'none',
      lineStyle: { color: 'var(--ink)', width: 2 },
    },
  }
  return {
    animation: false,
    grid: lying
      ? { left: 0, right: 0, top: bars.below, height, outerBoundsMode: 'none' as const }
      : { left: 0, right: 0, top: 0, bottom: 0, outerBoundsMode: 'none' as const },
    xAxis: lying ? { ...along, inverse: isRightToLeft } : { ...across, inverse: isRightToLeft },
    yAxis: lying ? { ...across, inverse: true } : along,
    series: [
      {
        type: 'bar' as const,
        silent: true,
        cursor: 'default',
        clip: false,
        barWidth: bars.thickness,
        barMinHeight: 1,
        data: bars.bars.map(({ value, quiet }) => ({
          value: value ?? '-',
          itemStyle: { color: quiet ? 'var(--line)' : 'var(--bar)' },
        })),
      },
    ],
  }
}

/** ECharts empties what it drew by writing an empty text as HTML, which this page's policy forbids; the same without HTML. */
function emptiesWithoutHtml(element: Element): void {
  Object.defineProperty(element, 'innerHTML', {
    configurable: true,
    set() {
      element.replaceChildren()
    },
  })
}
