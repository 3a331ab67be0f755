package io.camelami.smscenter;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** An SMS centre: what a GSM gateway receives goes into a database and onto a page, what is posted goes out. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class SmsCenter {

    public static void main(String[] args) {
        SpringApplication.run(SmsCenter.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
