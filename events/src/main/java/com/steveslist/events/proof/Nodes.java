package com.steveslist.events.proof;

/** The roots of a tree's perfect subtrees, of which every root and proof is made. They never change once their leaves are there. */
@FunctionalInterface
public interface Nodes {

    /**
     * The root over the 2^level leaves from index × 2^level on. At level 0 it is the hash of a leaf.
     *
     * @throws IllegalArgumentException when the tree has not all of these leaves
     */
    Hash node(int level, long index);
}
