package io.camelami.ami;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a link told, in order. */
final class RecordingListener implements AmiLinkListener {

    final List<String> story = new CopyOnWriteArrayList<>();
    final List<AmiEvent> events = new CopyOnWriteArrayList<>();
    volatile LinkStatus lastDown;

    @Override
    public void linkUp(LinkStatus status) {
        story.add("up " + status.epoch());
    }

    @Override
    public void linkDown(LinkStatus status) {
        lastDown = status;
        story.add("down " + status.epoch());
    }

    @Override
    public void events(List<AmiEvent> batch, long epoch) {
        events.addAll(batch);
        batch.forEach(event -> story.add(event.name() + " " + epoch));
    }
}
