package io.promsh.fetch;

/** Keeps what was learnt of targets. Never fails: what cannot be kept is learnt again. */
public interface LimitStore {
    /** Keeps nothing. */
    LimitStore NONE = new LimitStore() {
        @Override
        public LearntLimits load(String address) {
            return LearntLimits.NOTHING;
        }

        @Override
        public void save(String address, LearntLimits limits) {
            // For tests, and for who has no folder.
        }
    };

    /** Returns what is known of the target at an address. */
    LearntLimits load(String address);

    /** Keeps what is known of the target at an address. */
    void save(String address, LearntLimits limits);
}
