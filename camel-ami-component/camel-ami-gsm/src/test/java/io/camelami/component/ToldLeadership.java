package io.camelami.component;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;

/** The cluster service of one node, which leads what the test says, and tells of it if the test says so. */
final class ToldLeadership extends AbstractCamelClusterService<ToldLeadership.View> {

    private final Set<String> led = ConcurrentHashMap.newKeySet();

    ToldLeadership(String node) {
        super(node);
    }

    /** As a service that hears of it in time. */
    void leads(String namespace, boolean leader) throws Exception {
        becomes(namespace, leader);
        View view = (View) getView(namespace);
        view.tell();
        releaseView(view);
    }

    /** Without telling anybody. */
    void becomes(String namespace, boolean leader) {
        if (leader) {
            led.add(namespace);
        } else {
            led.remove(namespace);
        }
    }

    @Override
    protected View createView(String namespace) {
        return new View(namespace);
    }

    final class View extends AbstractCamelClusterView implements CamelClusterMember {

        private View(String namespace) {
            super(ToldLeadership.this, namespace);
        }

        private void tell() {
            fireLeadershipChangedEvent(isLeader() ? this : null);
        }

        @Override
        public Optional<CamelClusterMember> getLeader() {
            return isLeader() ? Optional.of(this) : Optional.empty();
        }

        @Override
        public CamelClusterMember getLocalMember() {
            return this;
        }

        @Override
        public List<CamelClusterMember> getMembers() {
            return List.of(this);
        }

        @Override
        public boolean isLeader() {
            return led.contains(getNamespace());
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public String getId() {
            return getClusterService().getId();
        }

        @Override
        protected void doStart() {}

        @Override
        protected void doStop() {}
    }
}
