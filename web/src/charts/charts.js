/**
 * Draws each `.nep-chart` from the table behind it. The table stays the truth:
 * if anything here fails, it is what people read.
 */
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { options } from "./options.js";
import { readTable } from "./table.js";

use([BarChart, LineChart, GridComponent, LegendComponent, LabelLayout, SVGRenderer]);

const NARROW_PX = 480;
/** As wide as a sheet of A4 between its margins, so that labels keep their size on paper. */
const PAPER_PX = 660;

/** Long category lists and horizontal bars need height. */
function sizeClass(figure, data) {
  if (figure.dataset.chartDirection !== "horizontal") return "";
  const rows = data.categories.length * (figure.dataset.chart === "stacked" ? 1 : data.series.length);
  if (rows <= 4) return "nep-chart__canvas--short";
  if (rows <= 8) return "";
  return rows <= 16 ? "nep-chart__canvas--tall" : "nep-chart__canvas--very-tall";
}

function draw(figure) {
  const table = document.getElementById(figure.dataset.chartSource);
  const canvas = figure.querySelector("[data-chart-canvas]");
  if (!table || !canvas) return;
  const data = readTable(table);
  if (data.categories.length === 0 || data.series.length === 0) return;
  const size = sizeClass(figure, data);
  if (size) canvas.classList.add(size);
  // The element has its height only while it is not empty.
  canvas.append(document.createElement("span"));
  // The caption names the figure and the table holds the numbers.
  canvas.setAttribute("aria-hidden", "true");
  const chart = init(canvas, null, { renderer: "svg" });
  const paint = (width) => {
    chart.setOption(options(figure, data, width < NARROW_PX), true);
    // The print sheet scales the drawing by its view box.
    canvas.querySelector("svg")?.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  };
  paint(canvas.clientWidth);
  figure.querySelector("[data-chart-details]")?.removeAttribute("open");
  const resize = (width) => {
    chart.resize({ width, animation: { duration: 0 } });
    paint(chart.getWidth());
    // Paper does not wait for the end of a movement.
    chart.getZr().flush();
  };
  new ResizeObserver(() => {
    if (!window.matchMedia("print").matches) resize("auto");
  }).observe(canvas);
  window.addEventListener("beforeprint", () => {
    if (canvas.clientWidth > PAPER_PX) resize(PAPER_PX);
  });
  window.addEventListener("afterprint", () => resize("auto"));
}

function drawAll() {
  for (const figure of document.querySelectorAll(".nep-chart[data-chart]")) draw(figure);
}

// Text is measured while drawing, so the font has to be there.
document.fonts.ready.then(drawAll, drawAll);
