package io.camelami.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.junit.jupiter.api.Test;

class BarsTest {

    @Test
    void every_bar_ends_inside_the_picture() {
        Round round = new Round();
        round.add(Subjects.RAW, "result rate 5006286 cpu 0.11 bytes 0");
        round.add(Subjects.ASTERISK_JAVA, "result rate 70227 cpu 20.6 bytes 13789");

        CombinedDomainCategoryPlot plot =
                (CombinedDomainCategoryPlot) Bars.chart(List.of(round)).getPlot();

        assertThat(plot.getSubplots().size()).isEqualTo(2);
        for (Object each : plot.getSubplots()) {
            CategoryPlot bars = (CategoryPlot) each;
            for (int column = 0; column < 2; column++) {
                double value = bars.getDataset().getValue(0, column).doubleValue();
                assertThat(bars.getRangeAxis().getLowerBound()).isLessThan(value);
                assertThat(bars.getRangeAxis().getUpperBound()).isGreaterThan(value);
            }
        }
    }
}
