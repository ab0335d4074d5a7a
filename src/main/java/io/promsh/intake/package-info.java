/** Import: what files hold is read, built into blocks, checked and put in place as one step; or sent by remote write. */
@NullMarked
package io.promsh.intake;

import org.jspecify.annotations.NullMarked;
