package dev.gatehouse.load.micro;

/** What tells the routes of a table apart. */
public enum Lookup {
    /** Each has a path of its own. */
    PATH(1),
    /** Each has a host of its own. */
    HOST(10_000),
    /** A hundred paths under each of the hosts. */
    BOTH(100);

    private final int hosts;

    Lookup(int hosts) {
        this.hosts = hosts;
    }

    String host(int route) {
        return "shop-" + route % hosts + ".example.com";
    }

    String prefix(int route) {
        return "/api/v1/items-" + route / hosts;
    }
}
