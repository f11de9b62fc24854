"""What pages take from figures: drawings, controls, facts, references, sources and answers."""
