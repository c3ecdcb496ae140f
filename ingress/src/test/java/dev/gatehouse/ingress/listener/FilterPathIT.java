package dev.gatehouse.ingress.listener;

/** What a handler of reactor-netty may rely on behind the door. */
class FilterPathIT extends PathContract {

    @Override
    House newHouse() {
        return new House(new TestPath());
    }
}
