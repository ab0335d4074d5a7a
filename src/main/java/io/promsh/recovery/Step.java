package io.promsh.recovery;

/** The steps of a recovery, in order. */
public enum Step {
    MEASURE("measure the loss", "what the target lacks and a source has, so that nothing else is touched"),
    PLAN("plan and check", "what it takes, and what would make the server refuse or drop it"),
    FETCH("fetch stored samples", "raw, with their own times: evaluated points are no substitute"),
    BUILD("build blocks", "beside the data, so that a failure leaves no trace"),
    PLACE("put blocks in place", "each with one rename, while the server runs"),
    SERVE("wait until served", "a server looks for new blocks once a minute"),
    PROVE("prove", "every series compared, sample by sample, with what was there and what was fetched"),
    REPORT("write the report", "what was lost, when, and what came back");

    private final String title;
    private final String reason;

    Step(String title, String reason) {
        this.title = title;
        this.reason = reason;
    }

    /** Returns what is done, in words. */
    public String title() {
        return title;
    }

    /** Returns why, in words. */
    public String reason() {
        return reason;
    }
}
