package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.trust.TrustLevel;
import java.util.List;
import java.util.stream.Stream;

/** All calls to one service, cut into cells and those into classes. */
final class ServiceCalls {
    private final String service;
    private final List<Target> targets;
    private final Cells cells;
    private final CallerGroups groups;
    private final Standings standings;

    ServiceCalls(String service, List<Target> targets, Cells cells, CallerGroups groups, Standings standings) {
        this.service = service;
        this.targets = targets;
        this.cells = cells;
        this.groups = groups;
        this.standings = standings;
    }

    /** Whether the cells are all that there are. */
    boolean areComplete() {
        return cells.areComplete();
    }

    Stream<Cell> cells() {
        return cells.all();
    }

    Stream<CallClass> in(Cell cell) {
        List<List<TrustLevel>> thresholds =
                cell.candidates().stream().map(Candidates::thresholds).toList();
        return groups.of(cell).stream()
                .flatMap(group -> standings.of(group.first(), targets, thresholds).stream()
                        .map(standing -> new CallClass(service, targets, cell, group, standing)));
    }
}
