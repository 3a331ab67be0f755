package io.camelami.benchmarks.sidebyside;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
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
        ChartUtils.saveChartAsPNG(png.toFile(), chart(rounds), 900, 800);
    }

    static JFreeChart chart(List<Round> rounds) {
        CategoryAxis subjects = new CategoryAxis();
        subjects.setCategoryLabelPositions(CategoryLabelPositions.UP_45);
        CombinedDomainCategoryPlot plot = new CombinedDomainCategoryPlot(subjects);
        plot.setGap(14);
        plot.add(plot(rounds, "events a second", "rate", 10_000, "#,##0"));
        plot.add(plot(rounds, "CPU µs an event", "cpu", 0.01, "0.0#"));
        JFreeChart chart = new JFreeChart("Side by side (logarithmic)", JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        return chart;
    }

    private static CategoryPlot plot(List<Round> rounds, String name, String field, double smallest, String format) {
        NumberFormat numbers = new DecimalFormat(format, DecimalFormatSymbols.getInstance(Locale.ROOT));
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        double greatest = smallest;
        for (Subjects subject : Subjects.values()) {
            Spread spread = Spread.of(rounds, round -> round.of(subject, field));
            if (spread != null) {
                data.addValue(spread.median(), name, subject.title);
                greatest = Math.max(greatest, spread.median());
            }
        }
        LogAxis axis = new LogAxis(name);
        axis.setSmallestValue(smallest);
        // Room above the highest bar for its number.
        axis.setRange(smallest, 3 * greatest);
        axis.setNumberFormatOverride(numbers);
        // One for each power of ten.
        axis.setTickUnit(new NumberTickUnit(1));
        BarRenderer bars = new BarRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, BAR);
        bars.setMaximumBarWidth(0.06);
        bars.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", numbers));
        bars.setDefaultItemLabelsVisible(true);
        CategoryPlot plot = new CategoryPlot(data, null, axis, bars);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        return plot;
    }
}
