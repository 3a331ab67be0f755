package io.camelami.benchmarks.fleet;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** The picture of a fleet: what a gateway takes of the memory, and what all take of the processors. */
final class FleetChart {

    private static final Color BAR = new Color(0x1f, 0x5f, 0xa8);

    private FleetChart() {}

    static void write(Map<FleetTable.Threads, FleetTable.Result> results, int size, Path png) throws IOException {
        CombinedDomainCategoryPlot plot = new CombinedDomainCategoryPlot(new CategoryAxis());
        plot.setGap(14);
        plot.add(
                plot("resident KiB each, idle", results, result -> result.many().of("kib")));
        plot.add(plot("cores, 20 events/s each", results, result -> result.cores(size)));
        plot.add(plot("cores, idle", results, result -> result.many().of("idle_cores")));
        JFreeChart chart = new JFreeChart("A fleet of gateways", JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        ChartUtils.saveChartAsPNG(png.toFile(), chart, 900, 700);
    }

    private static CategoryPlot plot(
            String name,
            Map<FleetTable.Threads, FleetTable.Result> results,
            ToDoubleFunction<FleetTable.Result> quantity) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        results.forEach(
                (threads, result) -> data.addValue(quantity.applyAsDouble(result), name, threads.title() + " threads"));
        BarRenderer bars = new BarRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, BAR);
        bars.setMaximumBarWidth(0.08);
        CategoryPlot plot = new CategoryPlot(data, null, new NumberAxis(name), bars);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        return plot;
    }
}
