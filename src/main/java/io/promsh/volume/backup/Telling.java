package io.promsh.volume.backup;

/** Is told how an undertaking goes on. */
public interface Telling {
    /** Something that stays to be read: what was decided and why, what was done. */
    void note(String sentence);

    /** How far it is; replaced by the next. */
    void progress(String what, long bytes);

    /** Looks away. */
    Telling NOBODY = new Telling() {
        @Override
        public void note(String sentence) {}

        @Override
        public void progress(String what, long bytes) {}
    };
}
