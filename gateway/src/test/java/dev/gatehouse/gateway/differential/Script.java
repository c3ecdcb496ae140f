package dev.gatehouse.gateway.differential;

/** What one side of an exchange does with its connection, step by step. */
interface Script {

    void play(Wire wire) throws Exception;
}
