import { inks, isDark, seriesColour } from "./palette.js";

const FONT = '"Nep Digits", "Be Vietnam Pro", "Segoe UI", Roboto, Arial, sans-serif';
const SIZE = 14;
const LINE = 19;
/** A segment below this share of the longest bar is too small for a label inside. */
const SMALL = 0.09;
const CATEGORY_WIDTH = { wide: 240, narrow: 120 };

function numberFormat(unit) {
  // As the figures beside the chart and in the documents are written, whatever the language of the page.
  const format = new Intl.NumberFormat("vi", { maximumFractionDigits: 2 });
  return (value) => (value === null || value === undefined ? "" : `${format.format(value)}${unit}`);
}

function categoryAxis(data, ink, horizontal, narrow) {
  const width = narrow ? CATEGORY_WIDTH.narrow : CATEGORY_WIDTH.wide;
  return {
    type: "category",
    data: data.categories,
    inverse: horizontal,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: ink.line } },
    axisLabel: {
      color: ink.text,
      fontFamily: FONT,
      fontSize: SIZE,
      lineHeight: LINE,
      hideOverlap: !horizontal,
      ...(horizontal ? { width, overflow: "break", interval: 0 } : {}),
    },
  };
}

function valueAxis(data, ink, figure, write) {
  const percent = (figure.dataset.chartUnit ?? "").trim() === "%";
  const line = figure.dataset.chart === "line";
  return {
    type: "value",
    // Bars are read by length and start at zero; lines may start closer.
    scale: line,
    // A share never passes the whole, so its axis ends there.
    max: percent ? 100 : line ? undefined : "dataMax",
    splitNumber: 3,
    // Every bar carries its number; an axis would say it twice.
    show: line,
    axisLabel: { color: ink.soft, fontFamily: FONT, fontSize: SIZE, formatter: write },
    splitLine: { lineStyle: { color: ink.line } },
  };
}

/** The last segment of a bar may write beside itself; others keep quiet when small. */
function segments(values, last, { longest, horizontal, ink }) {
  return values.map((value) => {
    if (value === null || value >= longest * SMALL) return value;
    if (!last || value === 0) return { value, label: { show: false } };
    return { value, label: { position: horizontal ? "right" : "top", color: ink.text } };
  });
}

function barSeries({ name, values }, colour, last, style) {
  const { stacked, horizontal, write, ink } = style;
  const inside = isDark(colour) ? "#ffffff" : ink.text;
  return {
    type: "bar",
    name,
    data: stacked ? segments(values, last, style) : values,
    stack: stacked ? "all" : undefined,
    barMaxWidth: 44,
    itemStyle: { color: colour },
    emphasis: { disabled: true },
    label: {
      show: true,
      position: stacked ? "inside" : horizontal ? "right" : "top",
      color: stacked ? inside : ink.text,
      fontFamily: FONT,
      fontSize: SIZE,
      formatter: ({ value }) => write(value),
    },
    labelLayout: { hideOverlap: true },
  };
}

/** The line is named at its last known point; later periods may have no value yet. */
function namedAtItsEnd(values, label) {
  const end = values.findLastIndex((value) => value !== null && value !== undefined);
  return values.map((value, row) => (row === end ? { value, label } : value));
}

function lineSeries({ key, name, values }, colour, { write, ink, narrow }) {
  const labelled = narrow ? "{c}" : "{a} {c}";
  const label = {
    show: true,
    position: "right",
    color: isDark(colour) ? colour : ink.text,
    fontFamily: FONT,
    fontSize: SIZE,
    fontWeight: 600,
    formatter: ({ value }) => labelled.replace("{a}", name).replace("{c}", write(value)),
  };
  return {
    type: "line",
    name,
    data: namedAtItsEnd(values, label),
    symbol: "circle",
    symbolSize: 7,
    connectNulls: false,
    lineStyle: { color: colour, width: 3, type: key === "target" ? "dashed" : "solid" },
    itemStyle: { color: colour },
    emphasis: { disabled: true },
    labelLayout: { moveOverlap: "shiftY" },
  };
}

function legend(show, ink) {
  return {
    show,
    top: 0,
    left: 0,
    itemWidth: 14,
    itemHeight: 14,
    itemGap: 20,
    selectedMode: false,
    icon: "rect",
    textStyle: { color: ink.text, fontFamily: FONT, fontSize: SIZE },
  };
}

function endLabelRoom(data, narrow) {
  if (narrow) return 64;
  const longest = Math.max(...data.series.map(({ name }) => name.length));
  return Math.min(60 + longest * 8, 260);
}

function grid(data, { line, horizontal, narrow, withLegend }) {
  const right = line ? endLabelRoom(data, narrow) : horizontal ? 64 : 8;
  return { left: 4, right, top: withLegend ? 44 : 24, bottom: 8, outerBoundsMode: "same" };
}

/** The largest sum over a category, which sets the scale of stacked bars. */
function longestBar({ categories, series }) {
  return Math.max(0, ...categories.map((_, row) => series.reduce((sum, { values }) => sum + (values[row] ?? 0), 0)));
}

/**
 * What ECharts needs to draw one figure.
 * @param {HTMLElement} figure carries the data attributes
 * @param {ReturnType<import("./table.js").readTable>} data
 * @param {boolean} narrow phone width
 */
export function options(figure, data, narrow) {
  const ink = inks();
  const kind = figure.dataset.chart;
  const line = kind === "line";
  const horizontal = !line && figure.dataset.chartDirection === "horizontal";
  const write = numberFormat(figure.dataset.chartUnit ?? "");
  const withLegend = data.series.length > 1 && (!line || narrow);
  const style = { stacked: kind === "stacked", horizontal, write, ink, narrow, longest: longestBar(data) };
  const category = categoryAxis(data, ink, horizontal, narrow);
  const value = valueAxis(data, ink, figure, write);
  return {
    animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    grid: grid(data, { line, horizontal, narrow, withLegend }),
    legend: legend(withLegend, ink),
    xAxis: horizontal ? value : category,
    yAxis: horizontal ? category : value,
    series: data.series.map((one, index) => {
      const colour = seriesColour(one.key, index);
      const last = index === data.series.length - 1;
      return line ? lineSeries(one, colour, style) : barSeries(one, colour, last, style);
    }),
  };
}
