package io.camelami.benchmarks.soak;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The picture of a soak: its quantities one below the other, over one axis of time. */
final class SoakChart {

    private static final double MIB = 1 << 20;
    private static final Color CURVE = new Color(0x1f, 0x5f, 0xa8);

    private SoakChart() {}

    /** @param warm seconds; a line shows where the fitted part begins */
    static void write(List<Sample> samples, double warm, Path png) throws IOException {
        NumberAxis minutes = new NumberAxis("minutes");
        CombinedDomainXYPlot plot = new CombinedDomainXYPlot(minutes);
        plot.setGap(12);
        plot.add(plot("heap after GC, MiB", samples, sample -> sample.heap() / MIB, warm));
        plot.add(plot("threads", samples, Sample::threads, warm));
        plot.add(plot("file descriptors", samples, Sample::descriptors, warm));
        plot.add(plot("events a second", samples, rate(samples), warm));
        plot.add(plot("logins so far", samples, Sample::epoch, warm));
        JFreeChart chart = new JFreeChart("Soak", JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        ChartUtils.saveChartAsPNG(png.toFile(), chart, 900, 1000);
    }

    private static XYPlot plot(String name, List<Sample> samples, ToDoubleFunction<Sample> quantity, double warm) {
        XYSeries series = new XYSeries(name);
        samples.forEach(sample -> series.add(sample.seconds() / 60, quantity.applyAsDouble(sample)));
        NumberAxis axis = new NumberAxis(name);
        // From nought, so that the eye is not shown a mountain where there is a pebble.
        axis.setAutoRangeIncludesZero(true);
        XYLineAndShapeRenderer curve = new XYLineAndShapeRenderer(true, false);
        curve.setSeriesPaint(0, CURVE);
        curve.setSeriesStroke(0, new BasicStroke(1.6f));
        XYPlot plot = new XYPlot(new XYSeriesCollection(series), null, axis, curve);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        plot.addDomainMarker(new ValueMarker(warm / 60, Color.GRAY, new BasicStroke(1f)));
        return plot;
    }

    /** Events since the sample before. */
    private static ToDoubleFunction<Sample> rate(List<Sample> samples) {
        ToDoubleBiFunction<Sample, Sample> between =
                (from, to) -> (to.events() - from.events()) / (to.seconds() - from.seconds());
        List<Sample> ordered = new ArrayList<>(samples);
        return sample -> {
            int at = ordered.indexOf(sample);
            return at == 0 ? sample.events() / sample.seconds() : between.applyAsDouble(ordered.get(at - 1), sample);
        };
    }
}
