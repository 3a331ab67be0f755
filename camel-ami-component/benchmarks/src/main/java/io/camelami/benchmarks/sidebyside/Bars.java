package io.camelami.benchmarks.sidebyside;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** The picture: how many events each subject takes in a second, and what each event costs it. Medians. */
final class Bars {

    private static final Color BAR = new Color(0x1f, 0x5f, 0xa8);

    private Bars() {}

    static void write(List<Round> rounds, Path png) throws IOException {
        CategoryAxis subjects = new CategoryAxis();
        subjects.setCategoryLabelPositions(CategoryLabelPositions.UP_45);
        CombinedDomainCategoryPlot plot = new CombinedDomainCategoryPlot(subjects);
        plot.setGap(14);
        plot.add(plot(rounds, "events a second", "rate", 1_000));
        plot.add(plot(rounds, "CPU µs an event", "cpu", 0.01));
        JFreeChart chart = new JFreeChart("Side by side (logarithmic)", JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        ChartUtils.saveChartAsPNG(png.toFile(), chart, 900, 800);
    }

    private static CategoryPlot plot(List<Round> rounds, String name, String field, double smallest) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        for (Subjects subject : Subjects.values()) {
            Spread spread = Spread.of(rounds, round -> round.of(subject, field));
            if (spread != null) {
                data.addValue(spread.median(), name, subject.title);
            }
        }
        LogAxis axis = new LogAxis(name);
        axis.setSmallestValue(smallest);
        axis.setLowerBound(smallest);
        BarRenderer bars = new BarRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, BAR);
        bars.setMaximumBarWidth(0.06);
        CategoryPlot plot = new CategoryPlot(data, null, axis, bars);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        return plot;
    }
}
