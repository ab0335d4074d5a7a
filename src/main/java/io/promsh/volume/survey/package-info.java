/** What volumes and other places of state there are, and what would become of the data in them. */
@NullMarked
package io.promsh.volume.survey;

import org.jspecify.annotations.NullMarked;
