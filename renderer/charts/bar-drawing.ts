// ECharts, as far as it is needed: bars of one value as SVG, by parts and in a file of its own that is loaded with the first picture.
import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, GridComponent, SVGRenderer])

export type Bars = {
  values: readonly (number | null)[]
  /** The one the item is about. */
  here: number
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
  keepToPolicy(holder)
  const { clientWidth: width, clientHeight: height } = holder
  const chart = init(holder, null, { renderer: 'svg', width, height })
  chart.setOption(optionOf(bars, height))
  chart.getZr().flush()
  // The words beside it say all of it.
  holder.querySelector('svg')?.setAttribute('aria-hidden', 'true')
  return () => chart.dispose()
}

function optionOf(bars: Bars, height: number) {
  const { lying, least, most, isRightToLeft } = bars
  const along = { type: 'value' as const, show: false, min: least, max: most }
  const across = {
    type: 'category' as const,
    data: bars.values.map((_, at) => String(at)),
    axisTick: { show: false },
    axisLabel: { show: false },
    axisLine: { show: true, onZero: true, symbol: 'none', lineStyle: { color: 'var(--ink)', width: 2 } },
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
        data: bars.values.map((value, at) => ({
          value: value ?? '-',
          itemStyle: { color: at === bars.here || bars.here < 0 ? 'var(--bar)' : 'var(--line)' },
        })),
      },
    ],
  }
}

/** It empties its holder by writing an empty text as HTML, which this page's policy forbids; the same without HTML. */
function keepToPolicy(holder: HTMLElement): void {
  Object.defineProperty(holder, 'innerHTML', {
    configurable: true,
    set() {
      holder.replaceChildren()
    },
  })
}
